//! The server as a whole: its routes, its start and its stop.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::http::{HeaderValue, header};
use axum::routing::get;
use axum::serve::ListenerExt;
use tokio::net::TcpListener;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tower_http::set_header::SetResponseHeaderLayer;
use tracing::{info, warn};

use crate::assets::Assets;
use crate::config::Config;
use crate::listener::{BindError, listen};
use crate::realm::Realm;
use crate::signalling::Signalling;
use crate::{files, signalling};

/// How long the server waits for its connections when it stops, before it drops them.
const STOP_GRACE: Duration = Duration::from_millis(900);

/// A server that has its port.
#[derive(Debug)]
pub struct Server {
    config: Config,
    listener: TcpListener,
    address: SocketAddr,
}

impl Server {
    /// Takes the port. Connections wait until [`Server::run`].
    ///
    /// # Errors
    ///
    /// When the port can't be had.
    ///
    /// # Panics
    ///
    /// Outside a tokio runtime.
    pub fn bind(config: Config) -> Result<Self, BindError> {
        let (listener, address) = listen(config.listen, config.port)?;
        Ok(Self { config, listener, address })
    }

    /// Where it listens.
    #[must_use]
    pub const fn local_addr(&self) -> SocketAddr {
        self.address
    }

    /// Serves until `stop` ends; then tells the signalling clients that it goes away (1001), and
    /// is gone within a second.
    ///
    /// # Errors
    ///
    /// When the operating system takes the port away.
    pub async fn run(self, stop: impl Future<Output = ()>) -> io::Result<()> {
        let stopping = CancellationToken::new();
        let sockets = TaskTracker::new();
        let (realm, keeper) = Realm::new(self.config.realm.clone(), stopping.clone());
        let router = router(&self.config, realm, sockets.clone());
        // What is sent is small and wanted at once.
        let listener = self.listener.tap_io(|connection| {
            if let Err(error) = connection.set_nodelay(true) {
                warn!(%error, "can't switch Nagle's algorithm off");
            }
        });
        let graceful = stopping.clone().cancelled_owned();
        let serving = axum::serve(listener, router).with_graceful_shutdown(graceful);
        let mut serving = std::pin::pin!(async { tokio::join!(serving.into_future(), keeper).0 });
        tokio::select! {
            ended = &mut serving => return ended,
            () = stop => {}
        }
        info!("stopping");
        stopping.cancel();
        sockets.close();
        match timeout(STOP_GRACE, async { tokio::join!(serving, sockets.wait()).0 }).await {
            Ok(ended) => ended,
            Err(_) => {
                warn!("some connections did not end in time");
                Ok(())
            }
        }
    }
}

/// All routes.
fn router(config: &Config, realm: Realm, sockets: TaskTracker) -> Router {
    let assets = config.dist.clone().map_or(Assets::Embedded, Assets::Folder);
    let signalling = Signalling {
        realm,
        sockets,
        allow_discovery: config.allow_discovery,
        outbox_bytes: config.outbox_bytes,
    };
    let always =
        |name, value| SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value));
    Router::new()
        .route("/healthz", get("ok"))
        .merge(signalling::routes(signalling))
        .fallback_service(get(files::serve).with_state(assets))
        .layer(always(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        // The address names the game; it is nobody else's business.
        .layer(always(header::REFERRER_POLICY, "no-referrer"))
}
