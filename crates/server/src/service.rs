//! The server as a whole: its routes, its start and its stop.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::http::{HeaderValue, header};
use axum::routing::get;
use tokio::net::TcpListener;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tower_http::set_header::SetResponseHeaderLayer;
use tracing::{info, warn};

use crate::assets::Assets;
use crate::config::Config;
use crate::files::Site;
use crate::invite::{self, Listening};
use crate::listener::{BindError, listen};
use crate::realm::Realm;
use crate::signalling::Signalling;
use crate::{connections, files, qr, signalling};

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
    pub async fn run(self, stop: impl Future<Output = ()>) {
        let stopping = CancellationToken::new();
        // All that must end when the server stops: the realm, connections, and sockets.
        let tasks = TaskTracker::new();
        let (realm, keeper) = Realm::new(self.config.realm.clone(), stopping.clone());
        tasks.spawn(keeper);
        let router = router(&self.config, self.address, realm, tasks.clone());
        tasks.spawn(connections::serve(self.listener, router, stopping.clone(), tasks.clone()));

        stop.await;
        info!("stopping");
        stopping.cancel();
        tasks.close();
        if timeout(STOP_GRACE, tasks.wait()).await.is_err() {
            warn!("some connections did not end in time");
        }
    }
}

/// All routes.
fn router(config: &Config, address: SocketAddr, realm: Realm, tasks: TaskTracker) -> Router {
    let site = Site {
        assets: config.dist.clone().map_or(Assets::Embedded, Assets::Folder),
        public_url: config.public_url.clone(),
    };
    let signalling = Signalling {
        realm,
        tasks,
        allow_discovery: config.allow_discovery,
        outbox_bytes: config.outbox_bytes,
    };
    let always =
        |name, value| SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value));
    Router::new()
        .route("/healthz", get("ok"))
        .route("/invite.json", get(invite::origins).with_state(Listening(address)))
        .route("/qr.svg", get(qr::picture))
        .merge(signalling::routes(signalling))
        .fallback_service(get(files::serve).with_state(site))
        .layer(always(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        // The address names the game; it is nobody else's business.
        .layer(always(header::REFERRER_POLICY, "no-referrer"))
}
