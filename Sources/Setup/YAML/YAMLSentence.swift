/// A problem as libyaml words it, and the sentence people get instead.
struct YAMLSentence {
    /// Part of libyaml's context and problem, joined by a colon.
    let problem: String
    let message: String
    /// Whether the place to show is where the offending thing starts, not where libyaml noticed.
    let atContext: Bool

    private init(_ problem: String, _ message: String, atContext: Bool = false) {
        self.problem = problem
        self.message = message
        self.atContext = atContext
    }

    /// The first that fits holds.
    static let all: [YAMLSentence] = [
        YAMLSentence(
            "scanning an alias", "a value that starts with '*' must stand in quotes, as in \"*.csv\"", atContext: true),
        YAMLSentence("scanning an anchor", "a value that starts with '&' must stand in quotes", atContext: true),
        YAMLSentence(
            "undefined alias", "'*' makes this an alias, and no anchor of that name stands above; put it in quotes"),
        YAMLSentence("cannot start any token", "a value cannot start with this character; put it in quotes"),
        YAMLSentence(
            "mapping values are not allowed",
            "a ':' cannot stand here; put the value in quotes, or check how the line is indented"),
        YAMLSentence("could not find expected ':'", "there is no ':' after this key", atContext: true),
        YAMLSentence(
            "sequence entries are not allowed", "a list cannot start here; put its '-' on a line of its own"),
        YAMLSentence("scanning a quoted scalar: found unexpected end", "this quote is never closed", atContext: true),
        YAMLSentence(
            "found unknown escape", "inside double quotes '\\' has a meaning of its own; write it twice"),
        YAMLSentence(
            "hexdecimal number", "inside double quotes '\\' has a meaning of its own; write it twice"),
        YAMLSentence("scanning a tag", "a value that starts with '!' must stand in quotes", atContext: true),
        YAMLSentence("expected node content", "a value is missing here, or a bracket above is not closed"),
        YAMLSentence("Maximum nesting level", "blocks are nested too deep"),
        YAMLSentence("flow sequence", "this '[' is not closed, or a comma is missing after it", atContext: true),
        YAMLSentence("flow mapping", "this '{' is not closed, or a comma is missing after it", atContext: true),
        YAMLSentence(
            "did not find expected '-'", "this line does not fit the list before it; check how it is indented"),
        YAMLSentence(
            "did not find expected key",
            "this does not fit the block it stands in; check how the line is indented, and the quotes before it"),
        YAMLSentence("another document", "a file holds one document; take out this '---'"),
        YAMLSentence(
            "expected <document start>", "this does not fit what stands before it; check how the line is indented"),
    ]
}
