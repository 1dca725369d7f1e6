/// A folder of a connection in plain English.
enum FolderWords {
    static func text(_ folder: String, _ connection: String) -> String {
        folder.isEmpty
            ? "the connection '\(connection)'" : "the folder '\(folder)' of the connection '\(connection)'"
    }
}
