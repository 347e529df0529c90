//! The encoding of sorted vectors: that of a map and of a set.
//!
//! Bytes from outside may name entries in any order, twice, or more of them than follow. The standard
//! library's ordered collections take all of that in `n log n` steps, and believe no announced
//! length; what comes out of them is sorted.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use serde::{Deserialize, Deserializer};

pub(crate) mod map {
    use alloc::collections::BTreeMap;

    use litemap::LiteMap;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(crate) fn serialize<K: Serialize, V: Serialize, S: Serializer>(
        map: &LiteMap<K, V>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_map(map)
    }

    pub(crate) fn deserialize<'de, K, V, D>(deserializer: D) -> Result<LiteMap<K, V>, D::Error>
    where
        K: Deserialize<'de> + Ord,
        V: Deserialize<'de>,
        D: Deserializer<'de>,
    {
        Ok(BTreeMap::deserialize(deserializer)?.into_iter().collect())
    }
}

pub(crate) fn set<'de, T, D>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    T: Deserialize<'de> + Ord,
    D: Deserializer<'de>,
{
    Ok(BTreeSet::deserialize(deserializer)?.into_iter().collect())
}
