//! Published events carry no personal data and no lookup secret.

use motcua_contracts::intake::{DossierAccepted, DossierSubmitted};
use motcua_contracts::lookup;
use motcua_contracts::processing::SupplementRequested;
use motcua_testkit::Engine;
use motcua_testkit::service::LOOKUP_KEY;
use serde_json::json;

use crate::fixture::{DOSSIERS, Fixture, id_of};

fn contains(payload: &[u8], secret: &str) -> bool {
    payload.windows(secret.len()).any(|part| part == secret.as_bytes())
}

#[tokio::test(flavor = "multi_thread")]
async fn no_event_names_a_person_or_carries_the_secret() {
    let fixture = Fixture::start(Engine::Sqlite).await;
    let (citizen, officer) = (fixture.citizen(), fixture.officer());
    let mut submission = fixture.submission("online");
    submission["applicant"]["email"] = json!("mai@example.vn");
    submission["applicant"]["submittedBy"] = json!({"name": "Giàng A Sử", "identityNumber": "012300000025"});
    submission["resultReturn"] = json!({"deliveryMethod": "post", "address": "Tổ 9, phường Tân Phong"});
    let receipt = fixture.service.command(DOSSIERS, &citizen, &submission).await.expect(201);
    let id = id_of(&receipt);
    let accepted = fixture.accept(id, &officer).await.expect(200);
    let asked = SupplementRequested { deadline: "2022-04-14".into(), ..Default::default() };
    fixture.service.publish(id.0, &asked).await;
    fixture.supplement(id, &citizen).await.expect(200);
    let refused = fixture.submitted().await;
    fixture.refuse(refused, &officer).await.expect(200);
    fixture.service.assert_clean().await;

    let secret = receipt["lookupSecret"].as_str().expect("a secret");
    let of_the_applicant = ["Lò Thị Mai", "012300000017", "0912345678", "Bản Nà Cọ", "mai@example.vn"];
    let of_others = ["Giàng A Sử", "012300000025", "Tổ 9", "Không thuộc"];
    let personal: Vec<&str> = of_the_applicant.into_iter().chain(of_others).collect();
    let messages = fixture.service.published();
    let mut subjects: Vec<&str> = messages.iter().filter_map(|message| message.subject.rsplit('.').next()).collect();
    subjects.sort_unstable();
    assert_eq!(subjects, ["accepted", "refused", "submitted", "submitted", "supplemented"]);
    for message in &messages {
        for personal in personal.iter().chain([&secret]) {
            assert!(!contains(&message.payload, personal), "{} carries {personal}", message.subject);
        }
    }
    // But who holds code and secret can prove it.
    let proof = |code: &str| lookup::mac(LOOKUP_KEY, code, secret);
    let reference = receipt["reference"].as_str().expect("a reference");
    assert_eq!(fixture.service.published_of::<DossierSubmitted>()[0].lookup_mac, proof(reference));
    let code = accepted["code"].as_str().expect("a code");
    assert_eq!(fixture.service.published_of::<DossierAccepted>()[0].lookup_mac, proof(code));
}
