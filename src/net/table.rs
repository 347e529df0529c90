//! What is open, by its id.

/// Pairs in a list: there are a hundred at most, and a tree would add 2 kB to the compressed app
/// for each kind.
pub(super) struct Table<Id, T>(Vec<(Id, T)>);

impl<Id, T> Default for Table<Id, T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<Id: Copy + PartialEq, T> Table<Id, T> {
    /// Adds what has an id of its own.
    pub(super) fn insert(&mut self, id: Id, value: T) {
        self.0.push((id, value));
    }

    pub(super) fn get(&self, id: Id) -> Option<&T> {
        self.0.iter().find(|(known, _)| *known == id).map(|(_, value)| value)
    }

    pub(super) fn remove(&mut self, id: Id) -> Option<T> {
        let index = self.0.iter().position(|(known, _)| *known == id)?;
        Some(self.0.swap_remove(index).1)
    }

    /// The ids of all.
    pub(super) fn into_ids(self) -> impl Iterator<Item = Id> {
        self.0.into_iter().map(|(id, _)| id)
    }
}
