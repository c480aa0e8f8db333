namespace NetDsl.Gpu.Tests;

public sealed class MergeTests
{
    private const int Batch = 3;
    private const int Size = 7;

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 3)]
    [InlineData(3, 4)]
    [OpenClData(32, 4)]
    [OpenClData(64, 3)]
    [OpenClData(256, 0)]
    public void Sums_and_copies_equal_their_formulas(int groupSize, int gap)
    {
        using var rig = new Rig(groupSize, Batch, gap: gap);
        float[] x = Values.Random(1, Batch * Size);
        float[] y = Values.Random(2, Batch * Size);
        var activated = x.Zip(y, (a, b) => Math.Max(0, (double)a + b)).ToArray();
        var sum = x.Zip(y, (a, b) => (double)a + b).ToArray();
        var (left, right, output) = (rig.Upload(x), rig.Upload(y), rig.Empty(x.Length));
        Addition.Forward<Relu>(rig.Step, Size, left, right, output);
        Values.Equal(activated, rig.Download(output));
        Copying.Forward(rig.Step, Size, right, output);
        Assert.Equal(y, rig.Download(output));
        Addition.Forward<Relu>(rig.Step, Size, left, right, right);
        Values.Equal(activated, rig.Download(right));
        Addition.Accumulate(rig.Step, Size, output, left);
        Values.Equal(sum, rig.Download(left));
    }
}
