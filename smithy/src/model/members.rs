//! The members of a shape: in written order, and found by name.

use super::Member;

/// The members of a shape, in the order in which the model writes them, with a search by name that
/// stays fast for a shape of any size.
#[derive(Clone, Debug, Default)]
pub struct Members {
    list: Vec<Member>,
    /// Positions in the list, sorted by name.
    by_name: Vec<u32>,
}

impl Members {
    /// Takes members whose names are distinct.
    pub(crate) fn new(list: Vec<Member>) -> Self {
        let mut by_name: Vec<u32> = (0..list.len() as u32).collect();
        by_name.sort_unstable_by_key(|&at| list[at as usize].name());
        Self { list, by_name }
    }

    /// The member of that name.
    pub fn get(&self, name: &str) -> Option<&Member> {
        self.list.get(self.position(name)?)
    }

    /// The member of that name, to be changed in anything but its name.
    pub(crate) fn get_mut(&mut self, name: &str) -> Option<&mut Member> {
        let position = self.position(name)?;
        self.list.get_mut(position)
    }

    /// The members in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Member> {
        self.list.iter()
    }

    /// The members sorted by name.
    pub fn sorted(&self) -> impl Iterator<Item = &Member> {
        self.by_name.iter().filter_map(|&at| self.list.get(at as usize))
    }

    /// The members in order, to be changed in anything but their names.
    pub(crate) fn iter_mut(&mut self) -> std::slice::IterMut<'_, Member> {
        self.list.iter_mut()
    }

    /// Keeps those members that are meant.
    pub(crate) fn retain(&mut self, is_meant: impl FnMut(&Member) -> bool) {
        let before = self.list.len();
        self.list.retain(is_meant);
        if self.list.len() < before {
            *self = Self::new(std::mem::take(&mut self.list));
        }
    }

    /// How many members there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there is no member.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    fn position(&self, name: &str) -> Option<usize> {
        let name_at = |at: &u32| self.list[*at as usize].name();
        let found = self.by_name.binary_search_by(|at| name_at(at).cmp(name));
        found.ok().map(|at| self.by_name[at] as usize)
    }
}

impl IntoIterator for Members {
    type Item = Member;
    type IntoIter = std::vec::IntoIter<Member>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

impl<'a> IntoIterator for &'a Members {
    type Item = &'a Member;
    type IntoIter = std::slice::Iter<'a, Member>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}
