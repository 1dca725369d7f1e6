/// First in, first out, in amortised constant time.
struct Queue<Element> {
    private var items: [Element] = []
    private var head = 0
    /// How many were ever taken out: the number of the first that is in.
    private(set) var taken = 0

    var count: Int { items.count - head }
    var isEmpty: Bool { count == 0 }
    var first: Element? { isEmpty ? nil : items[head] }

    mutating func append(_ item: Element) { items.append(item) }

    mutating func popFirst() -> Element? {
        guard !isEmpty else { return nil }
        let item = items[head]
        head += 1
        taken += 1
        if head > 1000 {
            items.removeFirst(head)
            head = 0
        }
        return item
    }

    /// By number: they count from 0 and keep their number until they are taken out.
    subscript(number: Int) -> Element {
        get { items[head + number - taken] }
        set { items[head + number - taken] = newValue }
    }
}
