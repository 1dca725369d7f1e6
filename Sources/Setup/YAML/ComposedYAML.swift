import Yams

/// A file as libyaml understood it, and the keys that had to be masked on the way because they stand twice in a block.
struct ComposedYAML {
    let root: Yams.Node?
    /// What was written, by the scalar that now stands in its place.
    let masked: [Unicode.Scalar: String]
}
