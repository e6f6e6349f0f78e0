//! The memory that password sign-ins need, measured in a process of its own. It runs with the system allocator, which
//! keeps freed memory per thread: without reuse, 500 hashes leave more than 800 MiB behind.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, its helpers too")]

use std::net::{Ipv4Addr, SocketAddr};

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};
use futures::future::join_all;
use motcua_gateway::{Migrator, open};
use motcua_kit::Clocks;
use motcua_kit::config::{Secret, Settings};
use motcua_kit::lifecycle::spawn;
use motcua_testkit::{Engine, fresh};
use tower::ServiceExt;

const PASSWORD: &str = "mat-khau-dai-va-rieng";
const SIGN_INS: u32 = 500;
/// The chart limits the gateway to 384 MiB.
const MAX_GROWTH_KIB: u64 = 150 * 1024;

#[tokio::test(flavor = "multi_thread")]
async fn concurrent_sign_ins_share_the_memory_of_a_few_hashes() {
    let database = fresh::<Migrator>(Engine::Sqlite).await;
    // The parameters of the hash are those of production.
    let settings = Settings {
        admin_password: Secret::new(PASSWORD),
        rate_per_principal: 0,
        rate_per_address: 0,
        ..Settings::defaults().unwrap()
    };
    let gateway = open(&settings, database.db.clone(), Clocks::system()).await.unwrap().serve(Vec::new());
    let before = memory_kib("VmRSS:");
    let sign_ins = join_all((0..SIGN_INS).map(|number| spawn(sign_in(gateway.router.clone(), number)))).await;
    assert!(sign_ins.into_iter().all(|status| status.unwrap() == StatusCode::OK));
    let growth = memory_kib("VmHWM:").saturating_sub(before);
    assert!(growth < MAX_GROWTH_KIB, "{growth} KiB more at the peak than {before} KiB before");
}

/// Signs in from an address of its own: concurrent attempts from one address count as failures until they succeed.
async fn sign_in(router: Router, number: u32) -> StatusCode {
    let address = SocketAddr::from((Ipv4Addr::from_bits(0x0a00_0000 + number), 1));
    let request = Request::post("/oauth/token")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .extension(ConnectInfo(address))
        .body(Body::from(format!("grant_type=password&username=quantri&password={PASSWORD}")))
        .unwrap();
    router.oneshot(request).await.unwrap().status()
}

/// A line of `/proc/self/status`.
fn memory_kib(name: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}
