namespace NetDsl;

/// <summary>Images from a folder or a ZIP with a folder for each class, PNG or JPEG.</summary>
public static class ImageFolder
{
    private static readonly string[] Extensions = [".png", ".jpg", ".jpeg"];

    /// <summary>Loads <c>train/&lt;class&gt;/…</c> with <c>validation/&lt;class&gt;/…</c> and
    /// <c>test/&lt;class&gt;/…</c> where there are such, or <c>&lt;class&gt;/…</c> as training images alone.</summary>
    /// <remarks>
    /// A class is called as its folder; networks with labels are checked against these names. The images' order mixes
    /// the classes evenly, the same on every machine. What can't be read is left out and listed in
    /// <see cref="FolderDataSet{TSet}.Unreadable"/>. Decoded by StbImageSharp: 16 bits a channel become 8, an
    /// orientation noted in a JPEG's EXIF does not turn it.
    /// </remarks>
    /// <param name="path">The folder or ZIP.</param>
    /// <param name="channels">1 for grey, 3 for colours.</param>
    /// <param name="height">Rows of every image.</param>
    /// <param name="width">Columns of every image.</param>
    /// <param name="resize">What becomes of images of another size or of other channels: unless stated, an
    /// error.</param>
    /// <param name="options">Strictness, order and names of the classes, memory; null: as they say.</param>
    /// <returns>Images channels×height×width with classes; bytes [channels, height, width].</returns>
    /// <exception cref="DataException">There is no such folder or ZIP, files lie otherwise, an image is of another size
    /// than asked for, or, where options are strict, a file is unreadable; the message names it.</exception>
    /// <exception cref="ShapeException">Images of that size have more values than an array can.</exception>
    public static FolderDataSet<LabelledImages> Load(
        string path, int channels, int height, int width, Resize resize = Resize.None, FolderOptions? options = null)
    {
        if (channels is not (1 or 3))
        {
            throw new ArgumentOutOfRangeException(
                nameof(channels), channels, "images have 1 channel, grey, or 3, colours");
        }

        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        options ??= new FolderOptions();
        ExampleFiles files = ExampleFiles.Open(path, options.MaximumFileBytes);
        var unreadable = new UnreadableList(path, options.Strict);
        var layout = new FolderLayout(files, Extensions, options, unreadable);
        var decoder = new ImageDecoder(channels, height, width, resize, options.MaximumPixels);
        return FolderDataSet<LabelledImages>.Load(
            files, layout, decoder, unreadable, options, (DecodedFiles<byte> images, IReadOnlyList<string> labels) =>
                new LabelledImages(images.Store, 0, images.Labels, images.Paths, decoder.Shape, labels));
    }
}
