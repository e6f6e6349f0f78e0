//! What a field (lĩnh vực) is: what its documents and activities are called.

/// A field of an agency: papers are issued, activities are notified or approved.
pub(in crate::seed) struct Field {
    pub(in crate::seed) name: &'static str,
    /// Which professional unit works on it, counted from 0.
    pub(in crate::seed) division: usize,
    pub(in crate::seed) papers: &'static [&'static str],
    pub(in crate::seed) activities: &'static [&'static str],
}

pub(super) const fn field(
    name: &'static str,
    division: usize,
    papers: &'static [&'static str],
    activities: &'static [&'static str],
) -> Field {
    Field { name, division, papers, activities }
}
