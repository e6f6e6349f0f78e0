//! Every stage of a journey with every command, and who may command: the table in the docs is what the code does.

use std::fmt::Write;

use chrono::{DateTime, NaiveDate, Utc};
use motcua_contracts::ids::{DossierId, FeeId, ProcedureId, TaskId};
use motcua_contracts::{Status, StopCause};
use motcua_office::Role;
use motcua_routing::domain::{
    ApplicantRequest, Command, CorrectedProcess, Journey, LegalClock, Move, PendingOpinion, Process, Refusal,
    RoundState, Stage, Step, StepKind,
};
use motcua_testkit::Engine;
use motcua_testkit::clock::moment;
use motcua_testkit::reference::{ROLES, assert_page};
use motcua_worktime::{Calendar, Limit, Policy, Unit};
use serde_json::json;
use uuid::Uuid;

use crate::fixture::Fixture;

fn at() -> DateTime<Utc> {
    moment("2022-03-15 09:00")
}

fn calendar() -> Calendar {
    let day = |year| NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
    Calendar::office_hours("H35", 1, day(2021), day(2024))
}

fn process(round: u32) -> Process {
    let step = |number, kind, minutes| Step {
        number,
        kind,
        name: "n".into(),
        unit: "H35.05.04".into(),
        role: "r".into(),
        minutes,
    };
    let steps = vec![
        step(1, StepKind::Receive, 120),
        step(2, StepKind::Work, 960),
        step(3, StepKind::Approve, 240),
        step(4, StepKind::Issue, 120),
    ];
    let limit = Limit { unit: Unit::WorkingDay, amount: 3 };
    Process { steps, limit, policy: Policy::Pause, calendar: "H35".into(), round }
}

fn payment(number: u128) -> ApplicantRequest {
    ApplicantRequest::Payment(FeeId(Uuid::from_u128(number)))
}

fn opinion() -> PendingOpinion {
    PendingOpinion { task: TaskId(Uuid::from_u128(1)), unit: "H35.07.04".into() }
}

fn start() -> Command {
    Command::Start { due_at: moment("2022-03-18 17:00"), calendar_version: 1 }
}

fn absent() -> Journey {
    Journey {
        dossier: DossierId(Uuid::from_u128(5)),
        code: "H35.05-220315-0001".into(),
        agency: "H35.05".into(),
        procedure: ProcedureId(Uuid::from_u128(7)),
        procedure_version: 1,
        account: None,
        accepted_at: at(),
        process: process(0),
        stage: Stage::Absent,
        round_state: RoundState::default(),
        clock: LegalClock::default(),
    }
}

/// The stages with their names, each reached by commands.
fn stages() -> Vec<(&'static str, Journey)> {
    let work = Command::FinishWork { step: 2 };
    let approve = Command::FinishApproval { step: 3 };
    let reached = |commands: &[Command]| {
        let mut journey = absent();
        for command in commands {
            let event = journey.decide(command, &calendar(), at()).unwrap().unwrap();
            journey.apply(&event, 1, at());
        }
        journey
    };
    vec![
        ("not begun", reached(&[])),
        ("4 in work", reached(&[start()])),
        ("4 awaiting an opinion", reached(&[start(), Command::AwaitOpinion(opinion())])),
        ("4 to be decided", reached(&[start(), work.clone()])),
        ("4 to be issued", reached(&[start(), work.clone(), approve.clone()])),
        ("5 waits for papers", reached(&[start(), Command::Pause(ApplicantRequest::Papers)])),
        ("6 waits for a payment", reached(&[start(), Command::Pause(payment(1))])),
        ("7 withdrawal pending", reached(&[start(), Command::RequestWithdrawal])),
        ("8 stopped", reached(&[start(), Command::Stop(StopCause::Other)])),
        ("9 completed", reached(&[start(), work, approve, Command::FinishIssue])),
    ]
}

/// The commands with the event or operation that asks for them.
fn commands() -> Vec<(&'static str, Command)> {
    let corrected = CorrectedProcess {
        process: process(1),
        due_at: moment("2022-03-18 17:00"),
        pauses: Vec::new(),
        procedure: ProcedureId(Uuid::from_u128(7)),
        version: 2,
        calendar_version: 1,
    };
    let promised_on = NaiveDate::from_ymd_opt(2022, 3, 25).unwrap();
    let change = Move { from: "H35.05.04".into(), to: "H35.06.04".into(), reason: "Sáp nhập".into() };
    vec![
        ("intake: dossier accepted", start()),
        ("processing: work of step 2 completed", Command::FinishWork { step: 2 }),
        ("processing: result decided in step 3", Command::FinishApproval { step: 3 }),
        ("processing: result decided in a round that ended", Command::AdoptDecision),
        ("results: result issued", Command::FinishIssue),
        ("results: result recalled", Command::Reopen),
        ("processing: papers requested", Command::Pause(ApplicantRequest::Papers)),
        ("processing: papers requested in a round that ended", Command::Expire(ApplicantRequest::Papers)),
        ("intake: papers supplied", Command::Resume(ApplicantRequest::Papers)),
        ("processing: payment requested", Command::Pause(payment(1))),
        ("processing: another payment requested", Command::Pause(payment(2))),
        ("intake: fee paid", Command::Resume(payment(1))),
        ("intake: withdrawal requested", Command::RequestWithdrawal),
        ("processing: withdrawal declined", Command::DeclineWithdrawal),
        ("processing: stop decided", Command::Stop(StopCause::Other)),
        ("processing: opinion requested", Command::AwaitOpinion(opinion())),
        ("processing: opinion given", Command::RecordOpinion { task: opinion().task }),
        ("processing: extension granted", Command::Extend { promised_on }),
        ("intake: dossier corrected", Command::Reroute(corrected)),
        ("moveWork, of the unit that holds it", Command::Move(change.clone())),
        ("moveWork, of the unit whose opinion is awaited", Command::Move(Move { from: opinion().unit, ..change })),
    ]
}

fn outcome(journey: &Journey, command: &Command) -> String {
    match journey.decide(command, &calendar(), at()) {
        Ok(None) => "–".to_owned(),
        Ok(Some(event)) => {
            let name = event.kind.name();
            match event.new_stage.status().filter(|status| journey.stage.status() != Some(*status)) {
                Some(status) => format!("{name} → {}", Status::number(status)),
                None => name.to_owned(),
            }
        }
        Err(Refusal::TooEarly) if matches!(command, Command::Move(_)) => "refused".to_owned(),
        Err(Refusal::TooEarly) => "waits".to_owned(),
        Err(other) => format!("refused ({other:?})"),
    }
}

fn matrix() -> String {
    let (stages, mut table) = (stages(), String::new());
    let names: Vec<&str> = stages.iter().map(|(name, _)| *name).collect();
    writeln!(table, "| Command | {} |\n|---{}|", names.join(" | "), "|---".repeat(names.len())).unwrap();
    for (name, command) in commands() {
        let cells: Vec<String> = stages.iter().map(|(_, journey)| outcome(journey, &command)).collect();
        writeln!(table, "| {name} | {} |", cells.join(" | ")).unwrap();
    }
    table
}

/// Who may move work. A refused request changes nothing.
async fn movers() -> String {
    let fixture = Fixture::start(Engine::Sqlite).await;
    fixture.publish_agency("H35.05", "2022-03-31", "H35.06").await;
    fixture.publish_agency("H35.06", "", "").await;
    fixture.service.settle().await;
    let (mut may, mut may_not) = (Vec::new(), Vec::new());
    let director = fixture.service.issuer.somebody(&[Role::CentreDirector], None);
    for (name, role) in ROLES {
        let dossier = fixture.accept().await;
        fixture.service.settle().await;
        let body =
            json!({"fromUnit": "H35.05.04", "toUnit": "H35.06.04", "reason": "Sáp nhập", "dossierIds": [dossier]});
        let token = fixture.service.issuer.somebody(&[role], Some("H35.05.04"));
        let answer = fixture.service.command("/v1/journeys/moves", &token, &body).await;
        let journey = fixture.service.get(&format!("/v1/dossiers/{dossier}/journey"), &director).await.expect(200);
        let moved = journey["step"]["unit"] == "H35.06.04";
        match answer.status.as_u16() {
            200 if moved => may.push(name),
            403 if !moved => may_not.push(name),
            other => panic!("{name}: {other} {}", answer.json),
        }
    }
    format!("| moveWork | {} | {} |\n", may.join(", "), may_not.join(", "))
}

#[tokio::test(flavor = "multi_thread")]
async fn every_command_in_every_stage_matches_the_reference_page() {
    let mut table = String::from(
        "# Routing: what every command does in every stage\n\nGenerated by a test that gives every command to a \
         journey in every stage; do not edit. The commands come from\nevents of other services, in whatever order these \
         arrive, and from the operation `moveWork`. A cell holds the event\nthat the history records, and the national \
         status where it changes; *–*: nothing changes; *waits*: the event is parked\nuntil its cause arrives.\n\n",
    );
    table.push_str(&matrix());
    table.push_str("\nWho may command over HTTP:\n\n| Command | May | Gets a 403 |\n|---|---|---|\n");
    table.push_str(&movers().await);
    assert_page("lifecycle-routing.md", &table);
}
