/// What a walk through a message has to say: of its segments, by their index, and of nodes of its kind's tree.
enum EDIRemark {
    case order(Int)
    case foreign(Int)
    case repeated(Int, most: Int)
    case missing(Int, before: Int)
}
