//! The fields (lĩnh vực) of each agency and the verb-and-object lists that synthetic procedures are named from.

mod economy;
mod other;
mod society;

/// A field of an agency: papers are issued, activities are notified or approved.
pub(super) struct Field {
    pub(super) name: &'static str,
    /// Which professional unit works on it, counted from 0.
    pub(super) division: usize,
    papers: &'static [&'static str],
    activities: &'static [&'static str],
}

/// A verb, and whether what it asks for can be settled at the window.
struct Ask(&'static str, bool);

// The quick verbs stand first: an agency's list may be cut short, and its on-the-spot procedures come from them.
const PAPER_VERBS: [Ask; 8] = [
    Ask("Cấp", false),
    Ask("Cấp bản sao", true),
    Ask("Cấp lại", false),
    Ask("Cấp đổi", false),
    Ask("Gia hạn", false),
    Ask("Sửa đổi, bổ sung", false),
    Ask("Đính chính thông tin trên", false),
    Ask("Thu hồi theo đề nghị", false),
];
const ACTIVITY_VERBS: [Ask; 6] = [
    Ask("Thông báo", true),
    Ask("Đăng ký", false),
    Ask("Chấp thuận", false),
    Ask("Đăng ký thay đổi", false),
    Ask("Thẩm định hồ sơ", false),
    Ask("Thông báo chấm dứt", false),
];

/// A synthetic procedure before it has a code.
pub(super) struct Draft {
    pub(super) field: &'static Field,
    pub(super) name: String,
    /// Whether it can be settled at the window.
    pub(super) quick: bool,
}

const fn field(
    name: &'static str,
    division: usize,
    papers: &'static [&'static str],
    activities: &'static [&'static str],
) -> Field {
    Field { name, division, papers, activities }
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
pub(super) fn drafts(agency: u8) -> impl Iterator<Item = Draft> {
    let fields = of(agency);
    let papers = PAPER_VERBS.iter().flat_map(move |ask| fields.iter().flat_map(move |f| draft(ask, f, f.papers)));
    let activities =
        ACTIVITY_VERBS.iter().flat_map(move |ask| fields.iter().flat_map(move |f| draft(ask, f, f.activities)));
    // Activities first, so that a list cut short loses the rarest verbs of papers only.
    activities.chain(papers)
}

fn draft(ask: &'static Ask, field: &'static Field, objects: &'static [&'static str]) -> impl Iterator<Item = Draft> {
    let Ask(verb, quick) = ask;
    objects.iter().map(move |object| Draft { field, name: format!("{verb} {object} (mẫu)"), quick: *quick })
}
