import Exchange
import Formats

/// A sample read with a layout of fixed width that is known. Nil where the two do not fit.
struct SamplePreset {
    let layout: FixedLayout
    /// The segments' columns are those by type: what each segment is stands in the file.
    let names: [String]
    private(set) var survey: SampleSurvey

    init?(
        _ file: any StagedFile, _ head: [UInt8], _ preset: FixedPreset, _ encoding: TextEncoding
    ) throws(Fault) {
        layout = FixedLayout(preset.columns, segments: preset.segments, encoding: encoding)
        let least = preset.segments?.start ?? preset.columns.map(\.place.upperBound).max() ?? 0
        guard let line = head.split(whereSeparator: { $0 == 10 || $0 == 13 }).first, line.count > least else {
            return nil
        }
        do throws(Fault) { survey = try SampleSurvey.of(file, FixedTable(layout)) } catch {
            guard error.disposition == .reject else { throw error }
            return nil
        }
        let own = preset.columns.count
        let numbered = preset.segments.map { $0.columns.count * $0.most } ?? 0
        let kept = layout.names.indices.filter { $0 < own || $0 >= own + numbered }
        names = kept.map { [layout] in layout.names[$0] }
        survey.keep(kept)
        if !fits(preset) { return nil }
    }

    /// Everybody has an identifier and a name, and nearly everybody a segment of a known type.
    private func fits(_ preset: FixedPreset) -> Bool {
        guard survey.rows > 0, survey.columns.count == names.count, survey.unsound * 20 <= survey.rows else {
            return false
        }
        func filled(_ name: String) -> Int { names.firstIndex(of: name).map { survey.columns[$0].filled } ?? 0 }
        let everybody = (survey.rows - survey.unsound) * 19 / 20
        guard filled("primary_id") >= everybody, filled("last_name") >= everybody else { return false }
        guard let segments = preset.segments, let first = segments.columns.first else { return true }
        return segments.types.map { filled("\($0.name).\(first.name)") }.reduce(0, +) >= everybody
    }
}
