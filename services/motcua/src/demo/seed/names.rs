//! Invented people: names for the staff, and the citizens of the demo.

use serde::Serialize;

use super::{choose, scatter};

/// A citizen of the demo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Citizen {
    /// Twelve digits that no living person can have.
    pub identity_number: String,
    /// Full name.
    pub name: String,
    /// A number in a range that is not assigned.
    pub phone: String,
    /// An address in the province.
    pub address: String,
}

const FAMILY: [&str; 16] = [
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vàng", "Lò", "Giàng", "Lý", "Sùng", "Tẩn", "Đèo", "Mùa", "Chang", "Phàn",
    "Vũ",
];
const MIDDLE: [&str; 12] = ["Văn", "Thị", "Minh", "Thu", "Đức", "Ngọc", "A", "Thanh", "Quốc", "Hồng", "Xuân", "Bích"];
const GIVEN: [&str; 32] = [
    "An", "Bình", "Chi", "Cường", "Dung", "Dũng", "Giang", "Hà", "Hải", "Hạnh", "Hiền", "Hòa", "Hùng", "Hương",
    "Khánh", "Lan", "Linh", "Long", "Mai", "Nam", "Nga", "Páo", "Phương", "Quân", "Sơn", "Tâm", "Thảo", "Trang",
    "Tuấn", "Vân", "Vinh", "Yến",
];
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

/// The n-th citizen; the same number is always the same person.
pub fn citizen(n: u32) -> Citizen {
    let seed = scatter(u64::from(n) + 1_000_000);
    let tail = n % 1_000_000;
    Citizen {
        // 012 is Lai Châu; 3 99 says "a woman born in 2099", so the number belongs to nobody.
        identity_number: format!("012399{tail:06}"),
        name: person_name(seed),
        // 010 is not a Vietnamese mobile or fixed prefix.
        phone: format!("0100{tail:06}"),
        address: format!("Tổ {}, {}, tỉnh Lai Châu", seed % 24 + 1, choose(&PLACES, seed >> 8)),
    }
}

/// A full name from a scattered number.
pub(super) fn person_name(seed: u64) -> String {
    let (family, middle, given) =
        (choose(&FAMILY, seed >> 16), choose(&MIDDLE, seed >> 24), choose(&GIVEN, seed >> 32));
    format!("{family} {middle} {given}")
}
