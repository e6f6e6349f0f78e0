//! Invented names of people.

use super::hash::pick;

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

/// A full name from a scattered number.
pub(super) fn person_name(seed: u64) -> String {
    let (family, middle, given) = (pick(&FAMILY, seed >> 16), pick(&MIDDLE, seed >> 24), pick(&GIVEN, seed >> 32));
    format!("{family} {middle} {given}")
}
