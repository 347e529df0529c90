//! Accepts connections and speaks HTTP/1.1 on them: so many at once, and none for longer than it
//! has something to ask.

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use protocol::limits;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tower::ServiceExt;
use tracing::{debug, warn};

/// How long a connection may take to send a request's head, the wait for its first byte included.
/// A browser that keeps an idle connection opens it anew.
const HEAD_TIMEOUT: Duration = Duration::from_secs(15);

/// How long to wait when the operating system has no room for another connection.
const NO_ROOM_PAUSE: Duration = Duration::from_secs(1);

/// A connection's place among the [`limits::CONNECTIONS`], and its part in what the server waits
/// for when it stops. Each request carries one, so that a socket keeps its place when it outgrows
/// HTTP.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    _permit: Arc<OwnedSemaphorePermit>,
}

/// Accepts and serves connections until `stop` is cancelled.
pub(crate) async fn serve(
    listener: TcpListener,
    router: Router,
    stop: CancellationToken,
    connections: TaskTracker,
) {
    let places = Arc::new(Semaphore::new(limits::CONNECTIONS));
    let accepting = async {
        loop {
            let place = Arc::clone(&places).acquire_owned().await;
            let place = Place { _permit: Arc::new(place.expect("nobody closes the semaphore")) };
            let accepted = accept(&listener).await;
            connections.spawn(connection(accepted, router.clone(), place, stop.clone()));
        }
    };
    stop.run_until_cancelled(accepting).await;
}

/// The next connection, and who is at its other end.
async fn accept(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        match listener.accept().await {
            Ok(accepted) => return accepted,
            Err(error) if is_the_clients_own(&error) => {}
            Err(error) => {
                warn!(%error, "can't accept a connection");
                tokio::time::sleep(NO_ROOM_PAUSE).await;
            }
        }
    }
}

/// Whether only the connection that was about to be accepted has failed.
fn is_the_clients_own(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

/// Answers the requests of one connection.
async fn connection(
    (stream, peer): (TcpStream, SocketAddr),
    router: Router,
    place: Place,
    stop: CancellationToken,
) {
    // What is sent is small and wanted at once.
    if let Err(error) = stream.set_nodelay(true) {
        debug!(%error, "can't switch Nagle's algorithm off");
    }
    let answer = service_fn(async |mut request: Request<Incoming>| {
        request.extensions_mut().insert(place.clone());
        request.extensions_mut().insert(ConnectInfo(peer));
        let Ok(response) = router.clone().oneshot(request.map(Body::new)).await;
        Ok::<_, Infallible>(response)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIMEOUT)
        .serve_connection(TokioIo::new(stream), answer)
        .with_upgrades();
    let mut connection = std::pin::pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = stop.cancelled() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        debug!(%error, "a connection broke");
    }
}
