using NetDsl.Conformance.Devices;

namespace NetDsl.Conformance.Training;

/// <summary>What a generated class saves, it loads; what is not its own, it refuses and says why.</summary>
public sealed class WeightFileTests
{
    public static TheoryData<string> Names =>
        [.. Subjects.Small.Where(subject => subject.Reference.Parameters.Any()).Select(subject => subject.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Weights_saved_and_loaded_are_the_same_bits(string name)
    {
        using var folder = new TemporaryFolder();
        var subject = Subjects.Named(name);
        using var saved = subject.Create(1, Device.Cpu);
        using var loaded = subject.Create(2, Device.Cpu);
        saved.Save(folder.File("weights.safetensors"));

        Assert.NotEqual(ModelBits.Of(saved), ModelBits.Of(loaded));
        loaded.Load(folder.File("weights.safetensors"));

        Assert.Equal(ModelBits.Of(saved), ModelBits.Of(loaded));
    }

    [Fact]
    public void Tensor_of_another_shape_is_named_with_both_shapes()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("weights.safetensors");
        using var model = Reader.Create(1, Device.Cpu);
        model.Save(path);
        // c1.weight is 4×1×3×3: as many values in another order keep the file's sizes as they are
        Replace(path, "[4,1,3,3]", "[4,3,1,3]");
        int[] before = ModelBits.Of(model);

        var exception = Assert.Throws<WeightsException>(() => model.Load(path));

        Assert.Contains("c1.weight", exception.Message);
        Assert.Contains("4×3×1×3", exception.Message);
        Assert.Contains("4×1×3×3", exception.Message);
        Assert.Equal(before, ModelBits.Of(model));
    }

    [Fact]
    public void Tensor_of_another_name_is_named()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("weights.safetensors");
        using var model = Reader.Create(1, Device.Cpu);
        model.Save(path);
        Replace(path, "f5.weight", "f9.weight");

        var exception = Assert.Throws<WeightsException>(() => model.Load(path));

        Assert.Contains("f5.weight", exception.Message);
    }

    [Fact]
    public void Weights_of_another_network_are_refused()
    {
        using var folder = new TemporaryFolder();
        using var features = Features.Create(1, Device.Cpu);
        using var reader = Reader.Create(1, Device.Cpu);
        features.Save(folder.File("weights.safetensors"));

        var exception = Assert.Throws<WeightsException>(() => reader.Load(folder.File("weights.safetensors")));

        Assert.Contains("Features", exception.Message);
        Assert.Contains("Reader", exception.Message);
    }

    [Fact]
    public void File_cut_off_anywhere_is_refused_and_changes_nothing()
    {
        using var folder = new TemporaryFolder();
        using var model = Linear.Create(1, Device.Cpu);
        model.Save(folder.File("whole"));
        byte[] whole = File.ReadAllBytes(folder.File("whole"));
        int[] before = ModelBits.Of(model);

        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(folder.File("cut"), whole[..length]);
            Assert.Throws<WeightsException>(() => model.Load(folder.File("cut")));
        }

        Assert.Equal(before, ModelBits.Of(model));
    }

    // as another program would write it, which knows no checksum
    private static void Replace(string path, string old, string with)
    {
        // Latin-1 keeps every byte of the floats as it is
        var encoding = System.Text.Encoding.Latin1;
        string text = encoding.GetString(File.ReadAllBytes(path));
        Assert.Contains(old, text);
        File.WriteAllBytes(path, encoding.GetBytes(
            text.Replace(old, with).Replace("\"checksum\"", "\"nochecks\"")));
    }
}
