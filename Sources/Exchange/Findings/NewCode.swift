/// A code in the data that no list of the institution knows: a new department, a new kind of student.
package struct NewCode: Codable, Hashable, Sendable {
    /// Where it stands: a column or a field (`STVMAJR`).
    package let place: String
    package let code: String
    /// In how many records.
    package let count: Int
    /// What became of it, as the end of a sentence: `not in lists/majors.csv, kept as it is`.
    package let fate: String

    package init(place: String, code: String, count: Int, fate: String) {
        self.place = place
        self.code = code
        self.count = count
        self.fate = fate
    }
}
