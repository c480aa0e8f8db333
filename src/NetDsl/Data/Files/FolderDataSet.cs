namespace NetDsl;

/// <summary>Examples that were loaded from a folder or a ZIP, one file each.</summary>
/// <typeparam name="TSet"><see cref="LabelledImages"/> or <see cref="LabelledSounds"/>.</typeparam>
public sealed class FolderDataSet<TSet> : DataSet
    where TSet : ExampleSet
{
    private readonly UnreadableList unreadable;

    internal FolderDataSet(TSet training, TSet? validation, TSet? test, UnreadableList unreadable)
        : base(training, validation, test) =>
        (Training, Validation, Test, this.unreadable) = (training, validation, test, unreadable);

    /// <inheritdoc/>
    public override TSet Training { get; }

    /// <inheritdoc/>
    public override TSet? Validation { get; }

    /// <inheritdoc/>
    public override TSet? Test { get; }

    /// <summary>The files that were left out, and the classes' folders without a file, by path. Of a set too large for
    /// the memory they are found when their turn comes; until then others of their class stand in for them.</summary>
    public IReadOnlyList<UnreadableFile> Unreadable => unreadable.Files;

    /// <inheritdoc/>
    public override FolderDataSet<TSet> HoldOut(int count, ulong seed = 0)
    {
        HeldOut held = HeldOut.Of(Training, count, seed);
        return new FolderDataSet<TSet>(
            (TSet)Training.Pick(held.Rest), (TSet)Training.Pick(held.Picked), Test, unreadable);
    }

    /// <summary>Reads the files of a folder's sets.</summary>
    /// <param name="make">Makes a set of its decoded files and the classes' names.</param>
    internal static FolderDataSet<TSet> Load<T>(
        ExampleFiles files,
        FolderLayout layout,
        IFileDecoder<T> decoder,
        UnreadableList unreadable,
        FolderOptions options,
        Func<DecodedFiles<T>, IReadOnlyList<string>, TSet> make)
        where T : unmanaged
    {
        TSet? Set(ClassFile[] of) => of.Length == 0
            ? null
            : make(DecodedFiles<T>.Load(files, of, decoder, unreadable, options.MemoryLimit), layout.Labels);

        return new FolderDataSet<TSet>(
            Set(layout.Training)!, Set(layout.Validation), Set(layout.Test), unreadable);
    }
}
