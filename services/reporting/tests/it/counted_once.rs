//! A dossier is one dossier, whatever happens to it.

use motcua_reporting::{Received, Resolved};
use motcua_testkit::on_both;
use uuid::Uuid;

use crate::events::{accepted, completed, moved, opened_in, reopened, rerouted, returned, started, submitted};
use crate::fixture::{Fixture, HEALTH, PLANNING, WATER};

const DUE: &str = "2022-03-17 17:00";

#[tokio::test]
async fn a_dossier_that_two_agencies_process_is_counted_once() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let id = Uuid::now_v7();
        let (ours, theirs) = (format!("{PLANNING}.02"), format!("{HEALTH}.02"));
        fixture.publish(id, "2022-03-01 08:00", &submitted(id, PLANNING, "online")).await;
        fixture.publish(id, "2022-03-01 08:30", &accepted(id, PLANNING, "online", DUE)).await;
        fixture.publish(id, "2022-03-01 08:30", &started(id, DUE)).await;
        fixture.publish(id, "2022-03-01 08:30", &opened_in(id, &ours, DUE)).await;
        // The second agency's part, which moves to a third one.
        fixture.publish(id, "2022-03-03 08:00", &opened_in(id, &theirs, DUE)).await;
        fixture.publish(id, "2022-03-04 08:00", &moved(id, &format!("{WATER}.02"))).await;
        let open = fixture.review("2021-12-15", "2022-12-14", None).await;
        assert_eq!((open.received.total, open.in_process.total), (1, 1));
        // Corrected, finished, returned for an error, finished again.
        fixture.publish(id, "2022-03-07 08:00", &rerouted(id, DUE)).await;
        fixture.publish(id, "2022-03-07 08:00", &opened_in(id, &theirs, DUE)).await;
        fixture.publish(id, "2022-03-10 08:00", &completed(id, DUE)).await;
        fixture.publish(id, "2022-03-11 08:00", &reopened(id, DUE)).await;
        fixture.publish(id, "2022-03-11 08:00", &opened_in(id, &theirs, DUE)).await;
        fixture.publish(id, "2022-03-14 08:00", &completed(id, DUE)).await;
        fixture.publish(id, "2022-03-15 08:00", &returned(id)).await;
        let review = fixture.review("2021-12-15", "2022-12-14", None).await;
        assert_eq!(review.received, Received { total: 1, online: 1, counter: 0, carried_over: 0 });
        assert_eq!(review.resolved, Resolved { total: 1, early: 1, on_time: 0, late: 0 });
        for row in &review.by_agency {
            let expected = u64::from(row.code == PLANNING);
            assert_eq!((row.received.total, row.resolved.total), (expected, expected), "{}", row.code);
        }
        assert_eq!(fixture.review("2021-12-15", "2022-12-14", Some(HEALTH)).await.received, Received::default());
    })
    .await;
}
