namespace NetDsl;

/// <summary>How a folder of examples is read where the usual does not suit.</summary>
public sealed record FolderOptions
{
    /// <summary>Whether one unreadable file is an error; else it is left out and listed in
    /// <see cref="FolderDataSet{TSet}.Unreadable"/>.</summary>
    public bool Strict { get; init; }

    /// <summary>The classes' folders in the order that numbers them; null: sorted by the characters' codes.</summary>
    public IReadOnlyList<string>? Classes { get; init; }

    /// <summary>What the network calls the classes, in their order; null: as their folders.</summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>Bytes of decoded examples that may stay in memory, for each of the sets: 1 GiB unless stated. A set
    /// that fits is decoded when it is loaded; a larger one as its examples are read, ahead of training, each time
    /// anew where it does not stay.</summary>
    public long MemoryLimit { get; init; } = 1L << 30;

    /// <summary>Bytes of the largest file that is read, unzipped: 256 MiB unless stated. Larger ones are
    /// unreadable.</summary>
    public long MaximumFileBytes { get; init; } = Image.MaximumFileBytes;

    /// <summary>Pixels of the largest image that is decoded: 100 million unless stated. Decoding takes some 12 bytes a
    /// pixel, of a PNG with 16 bits and opacity 32, on each core that decodes. Larger ones are unreadable, and said to
    /// be before they take memory.</summary>
    public long MaximumPixels { get; init; } = Image.MaximumPixels;
}
