namespace NetDsl;

/// <summary>Recordings from a folder or a ZIP with a folder for each class, WAV.</summary>
public static class SoundFolder
{
    private static readonly string[] Extensions = [".wav"];

    /// <summary>Loads <c>train/&lt;class&gt;/…</c> with <c>validation/&lt;class&gt;/…</c> and
    /// <c>test/&lt;class&gt;/…</c> where there are such, or <c>&lt;class&gt;/…</c> as training recordings
    /// alone.</summary>
    /// <remarks>Classes, order and unreadable files as for <see cref="ImageFolder.Load"/>; kinds of WAV as
    /// <see cref="Wav"/> says.</remarks>
    /// <param name="path">The folder or ZIP.</param>
    /// <param name="length">Values of every recording.</param>
    /// <param name="rule">What becomes of recordings of another length: unless stated, an error.</param>
    /// <param name="mix">Whether recordings of several channels become their mean; else they are an error.</param>
    /// <param name="rate">Values a second that every recording must have; null: those of the first.</param>
    /// <param name="options">Strictness, order and names of the classes, memory; null: as they say.</param>
    /// <returns>Signals 1×length of values from −1 to 1, with classes.</returns>
    /// <exception cref="DataException">There is no such folder or ZIP, files lie otherwise, a recording is of another
    /// length, rate or number of channels than asked for, or, where options are strict, a file is unreadable; the
    /// message names it.</exception>
    public static FolderDataSet<LabelledSounds> Load(
        string path,
        int length,
        SoundLength rule = SoundLength.Exact,
        bool mix = false,
        int? rate = null,
        FolderOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        options ??= new FolderOptions();
        ExampleFiles files = ExampleFiles.Open(path, options.MaximumFileBytes);
        var unreadable = new UnreadableList(path, options.Strict);
        var layout = new FolderLayout(files, Extensions, options, unreadable);
        int perSecond = rate ?? FirstRate(files, layout.Training);
        var decoder = new SoundDecoder(length, rule, mix, perSecond);
        return FolderDataSet<LabelledSounds>.Load(
            files, layout, decoder, unreadable, options, (DecodedFiles<float> sounds, IReadOnlyList<string> labels) =>
                new LabelledSounds(sounds.Store, 0, sounds.Labels, sounds.Paths, length, perSecond, labels));
    }

    /// <summary>The rate of the first recording that can be read.</summary>
    private static int FirstRate(ExampleFiles files, ClassFile[] training)
    {
        foreach (ClassFile file in training.OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            try
            {
                return WavReader.Read(files.Read(file.Path)).Rate;
            }
            catch (UnreadableException)
            {
                // listed when the set is loaded
            }
        }

        return 1; // none can be read, which is said then
    }
}
