//! Reading the query of an address.

/// The first value of a parameter; empty if there is none.
pub(crate) fn parameter(query: &str, name: &str) -> String {
    form_urlencoded::parse(query.as_bytes())
        .find(|(key, _)| key == name)
        .map_or_else(String::new, |(_, value)| value.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_undone_and_the_first_of_a_name_counts() {
        assert_eq!(parameter("a=1&text=x%20y+z&text=second", "text"), "x y z");
        assert_eq!(parameter("a=1", "text"), "");
        assert_eq!(parameter("&&=&%ff=%", "text"), "");
    }
}
