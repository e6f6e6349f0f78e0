//! Which passwords are accepted (NIST SP 800-63B-4, section 3.1.1): long, and not one that attackers try first. No rule asks
//! for kinds of characters, and none expires by age.

use motcua_contracts::Text;
use motcua_kit::config::Secret;
use unicode_normalization::UnicodeNormalization;
use zxcvbn::{Score, zxcvbn};

/// Characters, because the password is the only factor.
const SHORTEST: usize = 15;
const LONGEST: usize = 128;
/// Words that everybody here would try.
const LOCAL_WORDS: [&str; 14] = [
    "motcua",
    "mot",
    "cua",
    "laichau",
    "matkhau",
    "mật",
    "khẩu",
    "dichvucong",
    "hanhchinh",
    "trungtam",
    "vietnam",
    "tinh",
    "canbo",
    "quantri",
];

/// A password as it is hashed: composed (NFC), so that every keyboard gives the same.
pub fn normalise(password: &Secret) -> Secret {
    Secret::new(password.reveal().nfc().collect::<String>())
}

/// What is wrong with a password of an account with this username and name.
pub fn fault(password: &Secret, username: &str, name: &str) -> Option<(&'static str, Text)> {
    let password = normalise(password);
    let length = password.reveal().chars().count();
    if length < SHORTEST {
        let text = Text::new(format!("Ít nhất {SHORTEST} ký tự"), format!("At least {SHORTEST} characters"));
        return Some(("too-short", text));
    }
    if length > LONGEST {
        let text = Text::new(format!("Nhiều nhất {LONGEST} ký tự"), format!("At most {LONGEST} characters"));
        return Some(("too-long", text));
    }
    let words: Vec<&str> = name.split_whitespace().chain([username]).chain(LOCAL_WORDS).collect();
    let is_weak = zxcvbn(password.reveal(), &words).score() < Score::Three;
    is_weak.then_some((
        "guessable",
        Text::fixed(
            "Quá dễ đoán: hãy ghép nhiều từ không liên quan",
            "Too easy to guess: join several unrelated words",
        ),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(password: &str) -> Option<&'static str> {
        fault(&Secret::new(password), "nva.tckh", "Nguyễn Văn An").map(|(code, _)| code)
    }

    #[test]
    fn long_passwords_of_unrelated_words_are_accepted_whatever_their_characters() {
        for good in ["con trâu đi trước cái cày", "correct horse battery staple", "hạt mưa rơi nghiêng qua hiên"]
        {
            assert_eq!(code(good), None, "{good}");
        }
    }

    #[test]
    fn short_and_guessable_passwords_are_refused() {
        for short in ["12345678", "        ", "Tr0ub4dor&3", "mật khẩu riêng"] {
            assert_eq!(code(short), Some("too-short"), "{short}");
        }
        for guessable in
            ["123456789012345", "aaaaaaaaaaaaaaaaa", "passwordpassword", "qwertyuiopasdfgh", "nva.tckhnva.tckh"]
        {
            assert_eq!(code(guessable), Some("guessable"), "{guessable}");
        }
        assert_eq!(code(&"xyz ".repeat(40)), Some("too-long"));
    }

    #[test]
    fn both_forms_of_a_letter_are_one_password() {
        let [composed, decomposed] = ["\u{1ec7}", "e\u{323}\u{302}"].map(|text| normalise(&Secret::new(text)));
        assert_eq!(composed.reveal(), decomposed.reveal());
    }
}
