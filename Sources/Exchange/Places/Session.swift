/// One open connection to a place. Blocking; used from one thread.
///
/// Paths are relative to the connection's folder, separated by `/`, never absolute and never with `..`; a path that
/// is, a fault `place.path.refused`. Verbs take a batch and report each item's fate in the order asked, so 200 small
/// files are one conversation; one file is a batch of one. A fault thrown by the verb itself means the connection is
/// gone and the fate of the rest unknown.
package protocol Session: AnyObject {
    var abilities: Abilities { get }

    /// The entries of a folder, in any order, without `.` and `..`. `place.missing` where there is no such folder.
    func list(_ folder: String, _ each: (Entry) throws(Fault) -> Demand) throws(Fault)

    /// What stands at each path: nil where nothing does. Links are not followed.
    func stat(_ paths: [String]) throws(Fault) -> [Result<Entry?, Fault>]

    /// Copies each file's bytes into its sink. Only regular files; anything else is `place.notafile`.
    func fetch(_ items: [FetchItem]) throws(Fault) -> [Result<Int, Fault>]

    /// Writes each file under its path, which must not exist (`place.exists`). What is stored has, as the place itself says,
    /// the source's size. A failed store leaves nothing or a part under that very path, never under another.
    func store(_ items: [StoreItem]) throws(Fault) -> [Result<Int, Fault>]

    /// Renames; refuses an existing target with `place.exists` unless `replacing`.
    func rename(_ items: [RenameItem], replacing: Bool) throws(Fault) -> [Result<Void, Fault>]

    /// Removes files. What is not there is removed already.
    func remove(_ paths: [String]) throws(Fault) -> [Result<Void, Fault>]

    /// Asks the place itself to rename one file onto another that is there, without the looks that `rename` takes first:
    /// what it answered, true for yes. Nil where there is no such question. Only for getting to know a place, with files
    /// of ours: what became of them, a look must tell.
    func renameOntoExisting(_ from: String, _ to: String) throws(Fault) -> Bool?

    /// Bytes free for us in a folder; nil where the place does not tell (`.freeSpace` says whether it does).
    func freeSpace(_ folder: String) throws(Fault) -> Int?

    /// What a person should read in each report about this conversation: by which channel and why, what is weak about
    /// it and until when. Whole sentences; empty where there is nothing to say.
    var remarks: [String] { get }

    /// What is known about the place from this conversation.
    var facts: [PlaceFact] { get }

    /// Ends the conversation. Twice does no harm.
    func close()
}

extension Session {
    package func renameOntoExisting(_ from: String, _ to: String) throws(Fault) -> Bool? { nil }
    package func freeSpace(_ folder: String) throws(Fault) -> Int? { nil }
    package var remarks: [String] { [] }
    package var facts: [PlaceFact] { [] }
}

package struct FetchItem {
    package let path: String
    package let sink: any ByteSink
    /// Bytes that are there already and are not asked for again; more than 0 only where the place `.resumes`.
    package let start: Int
    /// No more bytes than this are asked for; nil: all that there are. As `start`, only where the place `.resumes`.
    package let limit: Int?
    /// What a listing said of the file: a fetch that breaks off goes on only while that still holds. Nil: unknown.
    package let listed: Entry?
    package init(
        _ path: String, into sink: any ByteSink, from start: Int = 0, atMost limit: Int? = nil, listed: Entry? = nil
    ) {
        self.path = path
        self.sink = sink
        self.start = start
        self.limit = limit
        self.listed = listed
    }
}

package struct StoreItem {
    package let path: String
    package let source: any StagedFile
    /// Bytes that stand under `path` already, from an earlier try of ours; more than 0 only where the place `.resumes`.
    /// The path must then exist.
    package let start: Int
    /// It is to be on the far disk when it is stored, where the place has `.durableStore`.
    package let isFlushed: Bool
    package init(_ source: any StagedFile, as path: String, from start: Int = 0, isFlushed: Bool = true) {
        self.source = source
        self.path = path
        self.start = start
        self.isFlushed = isFlushed
    }
}

package struct RenameItem: Hashable, Sendable {
    package let from: String
    package let to: String
    package init(from: String, to: String) {
        self.from = from
        self.to = to
    }
}
