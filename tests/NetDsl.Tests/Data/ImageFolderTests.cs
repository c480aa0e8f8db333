using Xunit;

namespace NetDsl.Tests;

public sealed class ImageFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(false, "")]
    [InlineData(true, "")]
    [InlineData(true, "animals/")]
    public void Sets_and_classes_are_the_folders(bool zip, string wrapper)
    {
        var data =
            Load(Make(
                zip, wrapper, "train/cat/a.png", "train/dog/b.PNG", "validation/dog/c.png", "test/cat/d.png", "README.md"));
        Assert.Equal((2, 1, 1), (data.Training.Count, data.Validation!.Count, data.Test!.Count));
        Assert.Equal(["cat", "dog"], data.Training.LabelNames);
        Assert.Equal([$"{wrapper}train/cat/a.png", $"{wrapper}train/dog/b.PNG"], data.Training.Paths.ToArray());
        Assert.Equal([0, 1], data.Training.Labels.ToArray());
        Assert.Equal([1], data.Validation.Labels.ToArray());
        Assert.Equal([3, 3, 3, 3, 3, 3], data.Test.Images[0].Pixels.ToArray());
        Assert.Empty(data.Unreadable);
    }

    [Fact]
    public void Classes_alone_are_training_images()
    {
        var data = Load(Make(false, "", "b/1.png", "a/1.png", "a/.DS_Store", "__MACOSX/x/1.png", "b/Thumbs.db"));
        Assert.Equal(["a", "b"], data.Training.LabelNames);
        Assert.Equal(["a/1.png", "b/1.png"], data.Training.Paths.ToArray());
        Assert.Null(data.Test);
        Assert.Empty(data.Unreadable);
    }

    [Fact]
    public void Any_stretch_has_its_share_of_each_class_and_the_order_is_the_same_everywhere()
    {
        string[] paths = [.. Enumerable.Range(0, 60).Select(i => $"{(i < 40 ? "many" : "few")}/{i:D2}.png")];
        var data = Load(Make(false, "", paths));
        Array.Reverse(paths);
        Assert.Equal(data.Training.Paths.ToArray(), Load(Make(true, "", paths)).Training.Paths.ToArray());

        LabelledImages held = data.HoldOut(15).Validation!;
        Assert.InRange(held.Labels.Count(0), 4, 6);
        Assert.InRange(held.Labels.Count(1), 9, 11);
        Assert.NotEqual(held.Paths.ToArray().Order(), held.Paths.ToArray());
    }

    [Fact]
    public void Classes_and_labels_may_be_stated()
    {
        string path = Make(false, "", "0/a.png", "1/b.png");
        var data = Load(path, options: new() { Classes = ["1", "0"], Labels = ["one", "zero"] });
        Assert.Equal(["one", "zero"], data.Training.LabelNames);
        Assert.Equal(["1/b.png", "0/a.png"], data.Training.Paths.ToArray());
        AssertRefused(
            "has no training examples of the class '2', only of 0, 1",
            () => Load(path, options: new() { Classes = ["0", "1", "2"] }));
        AssertRefused(
            "1/b.png is of the class '1', which is not among those stated: 0",
            () => Load(path, options: new() { Classes = ["0"] }));
        AssertRefused("has 2 classes, but 1 labels are stated", () => Load(path, options: new() { Labels = ["zero"] }));
    }

    [Fact]
    public void An_unreadable_file_is_named_and_stops_nothing_unless_asked()
    {
        byte[] cut = Pictures.Plain(1)[..^5];
        (string, byte[])[] files =
        [
            ("train/a/1.png", Pictures.Plain(1)), ("train/a/2.png", cut), ("train/b/3.png", Pictures.Plain(3)),
            ("train/b/4.txt", [1]), ("train/5.png", Pictures.Plain(5)), ("test/b/6.jpg", []),
            ("test/b/7.png", Pictures.Plain(7)),
        ];
        string path = Pictures.Folder(folder, files);
        var data = Load(path);
        Assert.Equal([0, 1], data.Training.Labels.ToArray());
        Assert.Equal(7, data.Test!.Images[0].Pixels[0]);
        Assert.Equal(
            [
                new("test/b/6.jpg", RegularFile.Empty), new("train/5.png", "lies in no class's folder"),
                new("train/a/2.png", "is cut off"), new("train/b/4.txt", "is none of .png, .jpg, .jpeg"),
            ],
            data.Unreadable);

        string strict = Pictures.Folder(folder, files[0], files[1], files[2]);
        AssertRefused($"{strict}: train/a/2.png is cut off", () => Load(strict, options: new() { Strict = true }));
    }

    [Fact]
    public void A_damaged_entry_of_a_zip_is_named()
    {
        string path =
            Pictures.Zip(folder, ("a/1.png", Pictures.Plain(1, 40, 40)), ("b/2.png", Pictures.Plain(2, 40, 40)));
        byte[] zip = File.ReadAllBytes(path);
        zip[zip.AsSpan().IndexOf("a/1.png"u8) + 20] ^= 0x55;
        File.WriteAllBytes(path, zip);
        var data = ImageFolder.Load(path, 1, 40, 40);
        Assert.Equal("a/1.png", Assert.Single(data.Unreadable).Path);
        Assert.Equal(["b/2.png"], data.Training.Paths.ToArray());
        AssertRefused("is neither a folder nor a whole ZIP", () => Load(folder.File("cut.zip", zip[..^30])));
    }

    [Fact]
    public void An_image_of_another_size_is_an_error_that_names_the_file()
    {
        string path = Pictures.Folder(folder, ("a/1.png", Pictures.Plain(1)), ("b/2.png", Pictures.Plain(2, 4, 6)));
        AssertRefused($"{path}: b/2.png is 1×4×6, not 1×2×3; ask for that, or say how", () => Load(path));
        Assert.Equal([2, 2, 2, 2, 2, 2], Load(path, Resize.Fit).Training.Images[1].Pixels.ToArray());
    }

    [Fact]
    public void Files_that_lie_otherwise_are_refused()
    {
        AssertRefused("there is no such folder or ZIP (looked at /", () => Load("nowhere"));
        AssertRefused(
            "holds no .png, .jpg, .jpeg files; expected train/<class>/<file>", () => Load(Make(false, "", "a/1.txt")));
        AssertRefused(
            "holds no train/<class>/ with .png, .jpg, .jpeg files", () => Load(Make(false, "", "test/a/1.png")));
        AssertRefused(
            "has a folder 'holdout' beside those of its sets",
            () => Load(Make(false, "", "train/a/1.png", "holdout/a/1.png")));
        AssertRefused(
            "train/a/more/1.png lies in a folder of a class's folder",
            () => Load(Make(false, "", "train/a/more/1.png", "train/b/1.png")));
        AssertRefused(
            "test/c/1.png is of the class 'c', which is not among the training examples': a",
            () => Load(Make(false, "", "train/a/1.png", "test/c/1.png")));
        AssertRefused(
            "none of 2 files can be read; the first, a/1.png, is empty",
            () => Load(Pictures.Folder(folder, ("a/1.png", []), ("a/2.png", []))));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    public void A_set_too_large_for_the_memory_is_read_as_it_is_needed(long limit)
    {
        string path = Make(true, "", [.. Enumerable.Range(0, 10).Select(i => $"{(i % 2 == 0 ? "a" : "b")}/{i}.png")]);
        LabelledImages now = Load(path).Training;
        LabelledImages later = Load(path, options: new() { MemoryLimit = limit }).Training;
        Assert.True(later.DecodesOnRead && !now.DecodesOnRead);
        Assert.Equal(now.Paths.ToArray(), later.Paths.ToArray());
        for (int turn = 0; turn < 2; turn++)
        {
            Assert.Equal(now.Images.Select(image => image.Pixels[0]), later.Images.Select(image => image.Pixels[0]));
        }

        Assert.Equal(now.Slice(3, 4).Images[2].Pixels.ToArray(), later.Slice(3, 4).Images[2].Pixels.ToArray());
    }

    [Fact]
    public void Of_a_set_read_as_needed_the_next_of_its_class_stands_in_for_an_unreadable_file()
    {
        string path = Pictures.Folder(
            folder,
            ("a/1.png", Pictures.Plain(1)),
            ("a/2.png", [1, 2]),
            ("b/3.png", Pictures.Plain(3)),
            ("c/4.png", []));
        var data = Load(path, options: new() { MemoryLimit = 0 });
        string[] paths = data.Training.Paths.ToArray();
        Assert.Empty(data.Unreadable);
        Assert.Equal(1, data.Training.Images[Array.IndexOf(paths, "a/2.png")].Pixels[0]);
        Assert.Equal("a/2.png", Assert.Single(data.Unreadable).Path);
        AssertRefused(
            "c/4.png is unreadable, and so is every other example of its class",
            () => _ = data.Training.Images[Array.IndexOf(paths, "c/4.png")]);
        var strict = Load(path, options: new() { MemoryLimit = 0, Strict = true });
        AssertRefused(
            "a/2.png is neither PNG nor JPEG", () => _ = strict.Training.Images[Array.IndexOf(paths, "a/2.png")]);
    }

    [Fact]
    public void Classes_are_checked_against_the_networks_labels()
    {
        using var model = FruitClassifier.Create();
        LabelledImages Named(params string[] names) => new(new byte[6], new[] { 0, 1, 2 }, 1, 1, 2, names);
        model.Evaluate(Named("apple", "pear", "plum"));
        model.Evaluate(Named());
        AssertRefused(
            "FruitClassifier's labels are apple, pear, plum, but the classes of the examples are pear, apple, plum: " +
            "the same in another order",
            () => model.Evaluate(Named("pear", "apple", "plum")));
        AssertRefused(
            "are apple, pear, quince: name them so in the network",
            () => model.Evaluate(Named("apple", "pear", "quince")));
    }

    [SharedDataFact]
    public void Cifars_jpegs_are_read_from_the_zip_by_any_number_of_threads()
    {
        var data = ImageFolder.Load(SharedData.Cifar, 3, 32, 32);
        Assert.Equal((20_000, 5_000), (data.Training.Count, data.Test!.Count));
        Assert.Equal(
            "airplane automobile bird cat deer dog frog horse ship truck", string.Join(' ', data.Training.LabelNames));
        Assert.Empty(data.Unreadable);
        Assert.All(
            Enumerable.Range(0, 10), label => Assert.Equal(500, data.HoldOut(5_000).Validation!.Labels.Count(label)));

        // one after another, as a set too large for the memory is
        var options = new FolderOptions { MemoryLimit = 0 };
        LabelledImages later = ImageFolder.Load(SharedData.Cifar, 3, 32, 32, options: options).Training;
        for (int i = 0; i < 500; i++)
        {
            Assert.Equal(data.Training.Images[i].Pixels, later.Images[i].Pixels);
        }
    }

    private static FolderDataSet<LabelledImages> Load(
        string path, Resize resize = Resize.None, FolderOptions? options = null) =>
        ImageFolder.Load(path, 1, 2, 3, resize, options);

    private static void AssertRefused(string message, Action action) =>
        Assert.Contains(message, Assert.Throws<DataException>(action).Message);

    /// <summary>Grey images 2×3, number i of value i.</summary>
    private string Make(bool zip, string wrapper, params string[] paths)
    {
        (string, byte[])[] files = [.. paths.Select((path, i) => (wrapper + path, Pictures.Plain((byte)i)))];
        return zip ? Pictures.Zip(folder, files) : Pictures.Folder(folder, files);
    }
}
