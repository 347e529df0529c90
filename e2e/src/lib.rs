//! End-to-end tests with real browsers over WebDriver.
