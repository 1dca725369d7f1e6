import Exchange
import Rules

/// Reads the files beside a profile that it names, before its feed asks for them: value rules name lookup tables and
/// calendars, and a feed's settings may name lists of their own.
struct FilesBeside {
    private let folder: String
    private let files: ConfigurationFiles
    private(set) var found: [String: FileBeside] = [:]

    /// Everything `node` names, read through `reader`, which remembers the bytes. What cannot be used is no complaint yet:
    /// whoever asks for it knows the place to complain about.
    static func read(
        _ node: Node, declared: [Setting], folder: String, _ files: ConfigurationFiles, _ reader: inout SourceReader
    ) -> [String: FileBeside] {
        var beside = FilesBeside(folder: folder, files: files)
        for name in names(node, .block(declared)).sorted() where beside.found[name] == nil {
            beside.found[name] = beside.file(name, &reader)
        }
        return beside.found
    }

    private init(folder: String, files: ConfigurationFiles) {
        self.folder = folder
        self.files = files
    }

    private static func names(_ node: Node, _ kind: Setting.Kind) -> Set<String> {
        switch kind {
        case .file: return node.text.map { [$0] } ?? []
        case .node: return RuleFiles.names(in: node)
        case .block(let settings):
            return settings.reduce(into: []) { all, setting in
                if let inner = node[setting.key] { all.formUnion(names(inner, setting.kind)) }
            }
        case .table(let kind): return (node.pairs ?? []).reduce(into: []) { $0.formUnion(names($1.value, kind)) }
        case .list(let kind): return (node.items ?? []).reduce(into: []) { $0.formUnion(names($1, kind)) }
        case .either(let first, let second): return names(node, first).union(names(node, second))
        default: return []
        }
    }

    private func file(_ name: String, _ reader: inout SourceReader) -> FileBeside {
        let path = "\(folder)/\(name)"
        func unusable(_ words: String, nearest: String? = nil) -> FileBeside {
            FileBeside(name: name, path: path, .unusable(words, nearest: nearest))
        }
        guard FilesBeside.isConfined(name) else {
            return unusable("is not a name below the profile's folder: no '..', no '/' in front, no '\\'")
        }
        do throws(SetupFailure) {
            guard let bytes = try reader.bytes(path) else {
                return unusable("is not there; it is looked for in \(folder)", nearest: nearest(name))
            }
            if bytes.count > FileBeside.byteLimit { return unusable("is larger than 16 MiB") }
            let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
            guard String(validating: text, as: UTF8.self) != nil else {
                return unusable("is not UTF-8 text; save it as UTF-8")
            }
            if !name.hasSuffix(".yaml") { return FileBeside(name: name, path: path, .text(text)) }
            return FileBeside(name: name, path: path, .text(text), node: try reader.node(path))
        } catch {
            if case .complaints(let complaints) = error, let first = complaints.all.first {
                return unusable("is no YAML (line \(first.mark.line)): \(first.message)")
            }
            return unusable("cannot be read: \(error.fault.message)")
        }
    }

    /// The name of a file in the same folder.
    private func nearest(_ name: String) -> String? {
        var parts = name.split(separator: "/").map(String.init)
        let last = parts.popLast() ?? ""
        do {
            let there = try files.list(([folder] + parts).joined(separator: "/")) ?? []
            let best = Exchange.nearest(last, among: there.sorted())
            return best.map { (parts + [$0]).joined(separator: "/") }
        } catch {
            return nil
        }
    }

    private static func isConfined(_ name: String) -> Bool {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        return name.utf8.allSatisfy { $0 > 0x1F && $0 != 0x5C && $0 != 0x7F }
            && parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
    }
}
