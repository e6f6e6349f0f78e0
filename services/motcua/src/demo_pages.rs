//! What the pages and the terminal show of a demonstration: its sign-ins and its progress.

use std::fmt::Write;

use motcua_demonstration::OnProgress;
use motcua_demonstration::seed::citizen;
use motcua_demonstration::sign_ins::{CITIZEN, PASSWORD, STAFF, StaffSignIn};
use motcua_kit::config::Secret;
use motcua_portal::{DemoKind, DemoProgress, DemoSignIn, DemoSignIns};

/// The sign-ins on the home page.
pub fn sign_ins() -> DemoSignIns {
    DemoSignIns(std::iter::once(citizen_sign_in()).chain(STAFF.iter().map(staff_sign_in)).collect())
}

fn citizen_sign_in() -> DemoSignIn {
    let person = citizen(CITIZEN);
    DemoSignIn {
        label_vi: "Công dân".to_owned(),
        label_en: "Citizen".to_owned(),
        explanation_vi: "Nộp và theo dõi hồ sơ của mình, qua định danh điện tử mô phỏng.".to_owned(),
        explanation_en: "Submits and follows their own dossiers, through the simulated e-identity.".to_owned(),
        kind: DemoKind::Citizen { identity_number: person.identity_number, name: person.name },
    }
}

fn staff_sign_in(account: &StaffSignIn) -> DemoSignIn {
    DemoSignIn {
        label_vi: account.role_vi.to_owned(),
        label_en: account.role_en.to_owned(),
        explanation_vi: account.explanation_vi.to_owned(),
        explanation_en: account.explanation_en.to_owned(),
        kind: DemoKind::Staff { username: account.username.to_owned(), password: Secret::new(PASSWORD) },
    }
}

/// Passes the progress of the run to the pages.
pub fn report_to(pages: DemoProgress) -> OnProgress {
    Box::new(move |progress| match progress.finished {
        true => pages.finish(progress.today),
        false => pages.advance(progress.today, progress.dossiers),
    })
}

/// What the terminal shows when the year is over.
pub fn introduction(address: &str) -> String {
    let mut text = format!(
        "Mở / open http://{address} — đăng nhập thử một chạm ở trang chủ / one-click sign-ins on the home page.\n\
         API: http://{address}/docs   Mật khẩu / password: {PASSWORD}\n"
    );
    for account in STAFF {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  {:<22} {} / {}", account.username, account.role_vi, account.role_en);
    }
    text.push_str("Ctrl-C để dừng / to stop.");
    text
}
