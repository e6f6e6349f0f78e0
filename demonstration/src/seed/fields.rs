//! The fields (lĩnh vực) of each agency and the verb-and-object lists that synthetic procedures are named from.

mod economy;
mod field;
mod other;
mod society;

pub(super) use field::Field;

/// A verb, and whether the procedure named with it is settled at the window.
struct NameVerb(&'static str, bool);

// Verbs of on-the-spot procedures come first, because the list of an agency may be cut short.
const PAPER_VERBS: [NameVerb; 8] = [
    NameVerb("Cấp", false),
    NameVerb("Cấp bản sao", true),
    NameVerb("Cấp lại", false),
    NameVerb("Cấp đổi", false),
    NameVerb("Gia hạn", false),
    NameVerb("Sửa đổi, bổ sung", false),
    NameVerb("Đính chính thông tin trên", false),
    NameVerb("Thu hồi theo đề nghị", false),
];
const ACTIVITY_VERBS: [NameVerb; 6] = [
    NameVerb("Thông báo", true),
    NameVerb("Đăng ký", false),
    NameVerb("Chấp thuận", false),
    NameVerb("Đăng ký thay đổi", false),
    NameVerb("Thẩm định hồ sơ", false),
    NameVerb("Thông báo chấm dứt", false),
];

/// A synthetic procedure before it has a code.
pub(super) struct SyntheticProcedure {
    pub(super) field: &'static Field,
    pub(super) name: String,
    /// Whether it is settled at the window.
    pub(super) on_the_spot: bool,
}

/// The fields of an agency by its number.
pub(super) fn of(agency: u8) -> &'static [Field] {
    [economy::FIELDS, society::FIELDS, other::FIELDS]
        .into_iter()
        .flatten()
        .find(|(number, _)| *number == agency)
        .map_or(&[], |(_, fields)| fields)
}

/// Every verb with every object of the agency, the verbs in turn so that all fields are covered early.
pub(super) fn synthetic_procedures(agency: u8) -> impl Iterator<Item = SyntheticProcedure> {
    let fields = of(agency);
    let papers = PAPER_VERBS.iter().flat_map(move |verb| fields.iter().flat_map(move |f| name_each(verb, f, f.papers)));
    let activities =
        ACTIVITY_VERBS.iter().flat_map(move |verb| fields.iter().flat_map(move |f| name_each(verb, f, f.activities)));
    // Activities first, so that a list cut short loses the rarest verbs of papers only.
    activities.chain(papers)
}

fn name_each(
    verb: &'static NameVerb,
    field: &'static Field,
    objects: &'static [&'static str],
) -> impl Iterator<Item = SyntheticProcedure> {
    let NameVerb(verb, on_the_spot) = verb;
    objects.iter().map(move |object| SyntheticProcedure {
        field,
        name: format!("{verb} {object} (mẫu)"),
        on_the_spot: *on_the_spot,
    })
}
