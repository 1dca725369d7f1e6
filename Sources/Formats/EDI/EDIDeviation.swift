import Exchange

/// How much each deviation matters, and how often it is said: the one table. Tolerant reading takes a file as vendors write
/// it, as long as no value and no message becomes uncertain; strict reading is for what this program writes.
struct EDIDeviation {
    let tolerant: Severity
    let strict: Severity
    /// Said once in an interchange, where it stands first, because it concerns the writer and not a value.
    let isSaidOnce: Bool

    init(_ tolerant: Severity, strict: Severity = .error, once: Bool = false) {
        self.tolerant = tolerant
        self.strict = strict
        isSaidOnce = once
    }

    static let all: [Code: EDIDeviation] = [
        .ediMark: EDIDeviation(.note, once: true),
        .ediJunkBefore: EDIDeviation(.warning),
        .ediJunkAfter: EDIDeviation(.warning),
        .ediPadding: EDIDeviation(.note, once: true),
        .ediWrap: EDIDeviation(.warning, once: true),
        .ediTrailing: EDIDeviation(.note, once: true),
        .ediControl: EDIDeviation(.warning, once: true),
        .ediTag: EDIDeviation(.error),
        .ediSegmentEmpty: EDIDeviation(.warning, once: true),
        .ediTruncated: EDIDeviation(.error),
        .ediCharsetBeyond: EDIDeviation(.warning, once: true),
        .ediCharsetLevel: EDIDeviation(.note, once: true),
        .ediCharsetOther: EDIDeviation(.warning, once: true),
        .ediCharsetUnknown: EDIDeviation(.note, once: true),
        .ediCharsetBroken: EDIDeviation(.warning, once: true),
        .ediInterchangeNone: EDIDeviation(.error),
        .ediInterchangeUnclosed: EDIDeviation(.error),
        .ediInterchangeEmpty: EDIDeviation(.warning),
        .ediInterchangeCount: EDIDeviation(.warning),
        .ediInterchangeReference: EDIDeviation(.warning),
        .ediInterchangeRepeated: EDIDeviation(.warning),
        .ediInterchangeVersion: EDIDeviation(.note),
        .ediGroupUnclosed: EDIDeviation(.warning),
        .ediGroupCount: EDIDeviation(.warning),
        .ediGroupReference: EDIDeviation(.warning),
        .ediGroupMixed: EDIDeviation(.warning, once: true),
        .ediMessageUnclosed: EDIDeviation(.error),
        .ediMessageCount: EDIDeviation(.warning),
        .ediMessageReference: EDIDeviation(.warning),
        .ediMessageRepeated: EDIDeviation(.warning),
        .ediMessageVersion: EDIDeviation(.warning),
        .ediSegmentStray: EDIDeviation(.error),
        .ediTypeUnknown: EDIDeviation(.note, strict: .note),
        .ediSegmentMissing: EDIDeviation(.error),
        .ediSegmentOrder: EDIDeviation(.warning),
        .ediSegmentForeign: EDIDeviation(.warning),
        .ediSegmentRepeated: EDIDeviation(.warning),
        .ediElementMissing: EDIDeviation(.warning),
        .ediElementExtra: EDIDeviation(.warning),
        .ediElementLong: EDIDeviation(.warning),
        .ediElementShort: EDIDeviation(.warning),
        .ediElementKind: EDIDeviation(.warning),
        .ediElementNumber: EDIDeviation(.error),
    ]
}
