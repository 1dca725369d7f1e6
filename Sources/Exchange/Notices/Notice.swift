/// Something to be told about a run, in every form that a channel may want. One immutable value; equal notices are made
/// each time it is tried.
package struct Notice: Sendable {
    /// 32 hexadecimal digits: the same for every try, so that a receiver can tell a second try from a second notice.
    package let id: String
    /// When there was reason to tell it.
    package let at: CivilTime
    /// One line for people.
    package let subject: String
    /// Lines that end in `\n`, for people. Records are named in it as far as the institution lets reports name them.
    package let text: String
    /// The same as an HTML page that needs nothing else; nil where there is none.
    package let page: [UInt8]?
    /// What such a page is called as a file: `report-26-0412.html`.
    package let pageName: String
    /// Who must act.
    package let owners: [Owner]
    /// JSON without any sentence, name of a file or word about a person: what may leave the house.
    package let document: [UInt8]
    /// JSON with `subject` and `text` beside what `document` has: for programs of this machine.
    package let fullDocument: [UInt8]

    package init(
        id: String, at: CivilTime, subject: String, text: String, page: [UInt8]? = nil, pageName: String = "",
        owners: [Owner] = [], document: [UInt8], fullDocument: [UInt8]
    ) {
        self.id = id
        self.at = at
        self.subject = subject
        self.text = text
        self.page = page
        self.pageName = pageName
        self.owners = owners
        self.document = document
        self.fullDocument = fullDocument
    }
}
