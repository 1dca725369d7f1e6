import Exchange

/// Dates that a library sets down: the ends of terms, by themselves or by the code of the term.
package struct Calendar: Hashable, Sendable {
    /// What messages call it: `lists/terms.csv`.
    let name: String
    /// In order, each once.
    let dates: [CivilDate]
    /// The date of each key; nil where the file has dates only.
    let keys: LookupTable?

    /// The first on or after `day`.
    package func next(_ day: CivilDate) -> CivilDate? {
        var (low, high) = (0, dates.count)
        while low < high {
            let middle = (low + high) / 2
            if dates[middle] < day { low = middle + 1 } else { high = middle }
        }
        return low < dates.count ? dates[low] : nil
    }
}
