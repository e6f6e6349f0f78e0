//! What the pages and the terminal show of a demonstration: its sign-ins and its progress.

use std::fmt::Write;

use motcua_demonstration::seed::{PRACTICE_CITIZEN, citizen};
use motcua_demonstration::sign_ins::{CITIZEN, PASSWORD, PRACTICE_STAFF, StaffSignIn, YEAR_STAFF};
use motcua_demonstration::{OnProgress, RunProgress};
use motcua_kit::config::Secret;
use motcua_portal::{Availability, DemoKind, DemoProgress, DemoSignIn, DemoSignIns};

/// The sign-ins on the home page: those of the practice agency at once, those of the year when it is over.
pub fn sign_ins() -> DemoSignIns {
    let practice = std::iter::once(citizen_sign_in(PRACTICE_CITIZEN, "Công dân (thực hành)", "Citizen (practice)"))
        .chain(PRACTICE_STAFF.iter().map(staff_sign_in));
    let year = std::iter::once(citizen_sign_in(CITIZEN, "Công dân", "Citizen"))
        .chain(YEAR_STAFF.iter().map(staff_sign_in))
        .map(|sign_in| DemoSignIn { available: Availability::AfterTheYear, ..sign_in });
    DemoSignIns(practice.chain(year).collect())
}

fn citizen_sign_in(number: u32, label_vi: &str, label_en: &str) -> DemoSignIn {
    let person = citizen(number);
    DemoSignIn {
        label_vi: label_vi.to_owned(),
        label_en: label_en.to_owned(),
        explanation_vi: "Nộp và theo dõi hồ sơ của mình, qua định danh điện tử mô phỏng.".to_owned(),
        explanation_en: "Submits and follows their own dossiers, through the simulated e-identity.".to_owned(),
        available: Availability::Always,
        kind: DemoKind::Citizen { identity_number: person.identity_number, name: person.name },
    }
}

fn staff_sign_in(account: &StaffSignIn) -> DemoSignIn {
    DemoSignIn {
        label_vi: account.role_vi.to_owned(),
        label_en: account.role_en.to_owned(),
        explanation_vi: account.explanation_vi.to_owned(),
        explanation_en: account.explanation_en.to_owned(),
        available: Availability::Always,
        kind: DemoKind::Staff { username: account.username.to_owned(), password: Secret::new(PASSWORD) },
    }
}

/// Passes the progress of the run to the pages, and tells the terminal when visitors can begin.
pub fn report_to(pages: DemoProgress, address: String) -> OnProgress {
    Box::new(move |progress| match progress {
        RunProgress::PracticeReady => eprintln!("{}", practice_introduction(&address)),
        RunProgress::Playing { today, dossiers } => pages.advance(today, dossiers),
        RunProgress::Finished { today } => pages.finish(today),
    })
}

/// What the terminal shows when the practice agency is ready: where, who, and what to try first.
fn practice_introduction(address: &str) -> String {
    let person = citizen(PRACTICE_CITIZEN);
    let mut text = format!(
        "Dùng được ngay / Ready to use: http://{address} — năm 2022 được diễn lại phía sau / the year 2022 is played \
         behind you.\n  Công dân / citizen: {} {} (định danh mô phỏng / simulated e-identity)\n",
        person.identity_number, person.name
    );
    text.push_str(&accounts(&PRACTICE_STAFF));
    let _ = write!(
        text,
        "Mật khẩu / password: {PASSWORD}   API: http://{address}/docs\n\
         Thử / try: docs/tutorial/first-dossier.md đưa một hồ sơ qua mọi bước / takes one dossier through every step.\n"
    );
    text
}

/// What the terminal shows when the year is over.
pub fn introduction(address: &str) -> String {
    let mut text = format!(
        "Mở / open http://{address} — đăng nhập thử một chạm ở trang chủ / one-click sign-ins on the home page.\n\
         API: http://{address}/docs   Mật khẩu / password: {PASSWORD}\n"
    );
    text.push_str(&accounts(&YEAR_STAFF));
    text.push_str("Ctrl-C để dừng / to stop.");
    text
}

fn accounts(staff: &[StaffSignIn]) -> String {
    let line =
        |account: &StaffSignIn| format!("  {:<22} {} / {}\n", account.username, account.role_vi, account.role_en);
    staff.iter().map(line).collect()
}
