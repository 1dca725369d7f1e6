import Exchange

extension Code {
    /// Every code of this room.
    package static let formats: [Code] = csv + edi + fixed + json + xml + xmlTable + zip
}
