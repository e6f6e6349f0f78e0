//! Invented citizens, numbered from 0.

use serde::Serialize;

use super::hash::{mix, pick};
use super::person_names::person_name;

/// A citizen of the demonstration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Citizen {
    /// Twelve digits that no living person has.
    pub identity_number: String,
    /// Full name.
    pub name: String,
    /// A number in a range that is not assigned.
    pub phone: String,
    /// An address in the province.
    pub address: String,
}

const PLACES: [&str; 16] = [
    "phường Tân Phong, thành phố Lai Châu",
    "phường Quyết Thắng, thành phố Lai Châu",
    "phường Đông Phong, thành phố Lai Châu",
    "phường Đoàn Kết, thành phố Lai Châu",
    "phường Quyết Tiến, thành phố Lai Châu",
    "xã San Thàng, thành phố Lai Châu",
    "thị trấn Tam Đường, huyện Tam Đường",
    "xã Bản Bo, huyện Tam Đường",
    "thị trấn Phong Thổ, huyện Phong Thổ",
    "xã Mường So, huyện Phong Thổ",
    "thị trấn Sìn Hồ, huyện Sìn Hồ",
    "thị trấn Nậm Nhùn, huyện Nậm Nhùn",
    "thị trấn Mường Tè, huyện Mường Tè",
    "thị trấn Than Uyên, huyện Than Uyên",
    "xã Mường Kim, huyện Than Uyên",
    "thị trấn Tân Uyên, huyện Tân Uyên",
];

/// The n-th citizen; a number always gives the same person.
pub fn citizen(n: u32) -> Citizen {
    let seed = mix(u64::from(n) + 1_000_000);
    let tail = n % 1_000_000;
    Citizen {
        // 012 is Lai Châu; 3 99 means a woman born in 2099, so the number belongs to no person.
        identity_number: format!("012399{tail:06}"),
        name: person_name(seed),
        // 010 is not a Vietnamese mobile or fixed prefix.
        phone: format!("0100{tail:06}"),
        address: format!("Tổ {}, {}, tỉnh Lai Châu", seed % 24 + 1, pick(&PLACES, seed >> 8)),
    }
}
