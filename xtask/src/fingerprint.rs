//! A number that changes when any of a set of files does: how we know that there is nothing to do.
//! Contents count, not times, so that neither a fresh clone nor a touched file fools it.

use std::{
    collections::BTreeSet,
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

/// Gathers what the number stands for.
#[derive(Default)]
pub(crate) struct Fingerprint {
    hasher: DefaultHasher,
}

impl Fingerprint {
    /// Adds a value.
    pub(crate) fn add(mut self, value: impl Hash) -> Self {
        value.hash(&mut self.hasher);
        self
    }

    /// Adds the names and contents of every file at or below `path`, if there is anything.
    ///
    /// # Errors
    /// A file can't be read.
    pub(crate) fn add_files(mut self, path: &Path) -> Result<Self> {
        for file in files_below(path)? {
            file.strip_prefix(path).unwrap_or(&file).hash(&mut self.hasher);
            let bytes =
                fs::read(&file).with_context(|| format!("can't read {}", file.display()))?;
            bytes.hash(&mut self.hasher);
        }
        Ok(self)
    }

    /// The number, as text.
    pub(crate) fn finish(self) -> String {
        format!("{:016x}", self.hasher.finish())
    }
}

/// Every file at or below `path`, in order; none if there is no such path.
///
/// # Errors
/// A folder can't be listed.
pub(crate) fn files_below(path: &Path) -> Result<BTreeSet<PathBuf>> {
    let mut files = BTreeSet::new();
    let mut waiting = vec![path.to_owned()];
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            let entries =
                fs::read_dir(&path).with_context(|| format!("can't list {}", path.display()))?;
            for entry in entries {
                waiting.push(entry?.path());
            }
        } else if path.exists() {
            files.insert(path);
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(path: &Path) -> String {
        Fingerprint::default().add_files(path).unwrap().finish()
    }

    #[test]
    fn a_changed_a_renamed_and_a_new_file_each_change_it() {
        let folder = tempfile::tempdir().unwrap();
        let (one, two) = (folder.path().join("one"), folder.path().join("below/two"));
        fs::create_dir(folder.path().join("below")).unwrap();
        let mut seen = BTreeSet::from([of(folder.path())]);
        fs::write(&one, "a").unwrap();
        assert!(seen.insert(of(folder.path())), "a new file");
        fs::write(&one, "b").unwrap();
        assert!(seen.insert(of(folder.path())), "other contents");
        fs::rename(&one, &two).unwrap();
        assert!(seen.insert(of(folder.path())), "another name");
    }

    #[test]
    fn a_file_that_was_written_again_unchanged_does_not() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("one");
        fs::write(&file, "a").unwrap();
        let before = of(folder.path());
        fs::write(&file, "a").unwrap();
        assert_eq!(of(folder.path()), before);
    }
}
