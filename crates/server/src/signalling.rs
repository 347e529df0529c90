//! `PeerServer`'s part of the address space, `/peerjs` and below.

use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{RawQuery, State};
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router};
use broker::Hello;
use tokio_util::task::TaskTracker;
use tower_http::cors::{AllowHeaders, AllowOrigin, CorsLayer};
use uuid::Uuid;

use crate::connections::Place;
use crate::query::parameter;
use crate::realm::Realm;
use crate::socket;

/// What the handlers share.
#[derive(Clone, Debug)]
pub(crate) struct Signalling {
    pub(crate) realm: Realm,
    /// Counts the sockets, for the server waits for them when it stops.
    pub(crate) tasks: TaskTracker,
    pub(crate) allow_discovery: bool,
    pub(crate) outbox_bytes: usize,
}

/// The routes. A page from anywhere may use them, as with `PeerServer`.
pub(crate) fn routes(signalling: Signalling) -> Router {
    Router::new()
        .route("/peerjs", get(upgrade))
        .route("/peerjs/id", get(fresh_id))
        .route("/peerjs/peers", get(peers))
        .layer(
            CorsLayer::new()
                .allow_origin(AllowOrigin::mirror_request())
                .allow_headers(AllowHeaders::mirror_request())
                .allow_methods([Method::GET, Method::HEAD]),
        )
        .with_state(signalling)
}

/// Takes a socket. Its parameters are checked by the realm, which answers on the socket.
async fn upgrade(
    State(signalling): State<Signalling>,
    Extension(place): Extension<Place>,
    RawQuery(query): RawQuery,
    upgrade: WebSocketUpgrade,
) -> Response {
    let hello = hello(query.as_deref().unwrap_or_default());
    let Signalling { realm, tasks, outbox_bytes, .. } = signalling;
    let held = (place, tasks.token());
    upgrade.max_message_size(socket::LAYER_BYTES).max_frame_size(socket::LAYER_BYTES).on_upgrade(
        async move |socket| {
            socket::serve(socket, hello, realm, outbox_bytes).await;
            drop(held);
        },
    )
}

/// What a query presents; what it lacks is empty.
fn hello(query: &str) -> Hello {
    let parameter = |name| parameter(query, name);
    Hello { key: parameter("key"), id: parameter("id"), token: parameter("token") }
}

/// An id that nobody has. `PeerJS` asks for one when its user chose none.
async fn fresh_id() -> impl IntoResponse {
    ([(header::CACHE_CONTROL, "no-store")], Uuid::new_v4().to_string())
}

/// The ids that are taken.
async fn peers(State(signalling): State<Signalling>) -> Response {
    if !signalling.allow_discovery {
        return (StatusCode::UNAUTHORIZED, "Unauthorized").into_response();
    }
    match signalling.realm.ids().await {
        Ok(ids) => {
            let json = serde_json::to_string(&ids).expect("a list of strings is JSON");
            ([(header::CONTENT_TYPE, "application/json")], json).into_response()
        }
        Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hello_is_read_from_the_query() {
        let read = hello("key=peerjs&id=a%20b+c&token=t&version=1.5.4&id=second");
        assert_eq!(read, Hello { key: "peerjs".into(), id: "a b c".into(), token: "t".into() });
        assert_eq!(hello("&&=&%ff=%").id, "");
    }
}
