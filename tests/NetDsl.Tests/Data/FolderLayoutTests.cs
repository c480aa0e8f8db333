using Xunit;

namespace NetDsl.Tests;

/// <summary>Folders and ZIPs that lie a little otherwise.</summary>
public sealed class FolderLayoutTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("README.md", "pictures-of-pets/train/cat/a.png", "pictures-of-pets/train/dog/b.png")]
    [InlineData("README.md", "pets/cat/a.png", "pets/dog/b.png")]
    [InlineData("x", "a-long-name/inner/cat/a.png", "a-long-name/inner/dog/b.png")]
    [InlineData("outer/README.md", "outer/inner/cat/a.png", "outer/inner/dog/b.png")]
    [InlineData("outer/README.md", "outer/inner/train/cat/a.png", "outer/inner/train/dog/b.png")]
    public void A_file_beside_the_folder_that_holds_all_is_none_of_its_classes(string other, string cat, string dog)
    {
        (string, byte[])[] files = [(other, [1]), (cat, Pictures.Plain(1)), (dog, Pictures.Plain(2))];
        foreach (string root in new[] { Pictures.Zip(folder, files), Pictures.Folder(folder, files) })
        {
            var data = ImageFolder.Load(root, 1, 2, 3);
            Assert.Equal(["cat", "dog"], data.Training.LabelNames);
            Assert.Equal([0, 1], data.Training.Labels.ToArray());
            Assert.Empty(data.Unreadable);
        }
    }

    [Theory]
    [InlineData("", "bird")]
    [InlineData("train/", "train/bird")]
    [InlineData("pets/train/", "pets/train/bird")]
    public void A_classs_folder_without_an_example_is_listed(string start, string empty)
    {
        string root = Pictures.Folder(
            folder, (start + "ant/1.png", Pictures.Plain(1)), (start + "cat/2.png", Pictures.Plain(2)));
        Directory.CreateDirectory(Path.Combine(root, empty));
        Directory.CreateDirectory(Path.Combine(root, start, ".cache"));
        var data = ImageFolder.Load(root, 1, 2, 3);
        Assert.Equal(["ant", "cat"], data.Training.LabelNames);
        Assert.Equal(
            [
                new(
                    empty,
                    "is a folder without .png, .jpg, .jpeg files: it is no class, and those behind it have one number less " +
                    "than with it"),
            ],
            data.Unreadable);

        var strict = Assert.Throws<DataException>(() => ImageFolder.Load(root, 1, 2, 3, options: new() { Strict = true }));
        Assert.StartsWith($"{root}: {empty} is a folder without", strict.Message);
        Assert.Empty(ImageFolder.Load(root, 1, 2, 3, options: new() { Classes = ["ant", "cat"] }).Unreadable);
    }

    [Fact]
    public void A_zips_folder_without_an_example_is_listed_too()
    {
        string zip = Pictures.Zip(
            folder, ("ant/1.png", Pictures.Plain(1)), ("bird/", []), ("cat/2.png", Pictures.Plain(2)));
        Assert.Equal("bird", Assert.Single(ImageFolder.Load(zip, 1, 2, 3).Unreadable).Path);
    }
}
