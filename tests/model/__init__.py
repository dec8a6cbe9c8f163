"""An independent slow model of docs/rules, its scenario generator, and the tests of both."""
