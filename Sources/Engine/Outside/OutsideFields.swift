import Exchange

/// The names a program's answers may use, in the order in which their values are put.
struct OutsideFields {
    private(set) var names: [String] = []
    private var known: Set<String> = []

    init(_ names: [String]) { add(names) }

    mutating func add(_ more: [String]) {
        for name in more where known.insert(name).inserted { names.append(name) }
    }

    func holds(_ name: String) -> Bool { known.contains(name) }
}
