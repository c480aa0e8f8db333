using ILGPU.Runtime.CPU;

namespace NetDsl.Gpu.Tests;

/// <summary>Batches that do not fit: how much is needed, how much there is, and which batch works.</summary>
public sealed class MemoryTests
{
    private const int OfExample = 176 + TinyProgram.InputSize + TinyProgram.Classes + 3;

    [Fact]
    public void Training_that_needs_more_memory_than_there_is_says_which_batch_fits()
    {
        using var device = Open();
        using var executor = new GpuExecutor(device, new TinyProgram());
        device.Limit = 100_000;

        var exception = Assert.Throws<DeviceException>(() => executor.Reserve(1000, training: true));

        Assert.Contains("A batch of 1000 examples for training Tiny needs 1.0 MiB", exception.Message);
        Assert.Contains("where 0.1 MiB can be allocated", exception.Message);
        int fits = int.Parse(exception.Message.Split("batch ")[2].Split('\'')[0]);
        Assert.InRange(fits, 100_000 / 4 / OfExample - 16, 100_000 / 4 / OfExample);
        Assert.Contains($"'accumulate {(1000 - 1) / fits + 1}'", exception.Message);
        executor.Reserve(fits, training: true);
        Assert.Throws<DeviceException>(() => executor.Reserve(fits + 16, training: true));
    }

    [Fact]
    public void Inference_that_needs_more_memory_than_there_is_goes_in_smaller_batches()
    {
        const int count = 600;
        float[] inputs = Values.Random(3, count * TinyProgram.InputSize), parameters = Values.Random(9, 144);
        float[] expected = new float[count * TinyProgram.Classes], actual = new float[expected.Length];
        using var large = Open();
        using var roomy = new GpuExecutor(large, new TinyProgram());
        roomy.WriteParameters(parameters);
        roomy.Infer(inputs, count, expected);
        using var small = Open();
        using var executor = new GpuExecutor(small, new TinyProgram());
        small.Limit = 100_000;
        executor.WriteParameters(parameters);
        executor.Reserve(count, training: false);

        executor.Infer(inputs, count, actual);

        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Device_without_room_for_one_example_says_so()
    {
        using var device = Open();
        device.Limit = 1000;
        using var workspace = new Workspace(device, new TinyProgram().Layout);

        var exception = Assert.Throws<DeviceException>(() => workspace.Reserve(4, training: true));
        Assert.Contains("Not even one example fits", exception.Message);
        Assert.Contains(
            "One example of Tiny needs",
            Assert.Throws<DeviceException>(() => workspace.Reserve(4, training: false)).Message);
    }

    [Fact]
    public void Device_without_room_for_the_parameters_says_so()
    {
        using var device = Open();
        using var launcher = new Launcher(device);
        device.Limit = 10;

        var exception = Assert.Throws<DeviceException>(
            () => new GpuWeights(device, launcher.Stream, new TinyProgram().Layout));

        Assert.Contains("Tiny with its parameters needs", exception.Message);
    }

    // 3.2 million values an image, of which 669 images have more than 2³¹
    [Fact]
    public void Batch_with_more_values_than_kernels_count_is_refused_with_the_largest_that_works()
    {
        var vgg = ExampleKernels.Programs.Single(program => program.Name.EndsWith("Vgg16+GpuProgram")).Program.Layout;
        Assert.Equal(64 * 224 * 224, vgg.LargestTensor);
        using var device = Open();
        device.Limit = 1L << 60;
        using var workspace = new Workspace(device, vgg);

        var exception = Assert.Throws<DeviceException>(() => workspace.Reserve(669, training: true));

        Assert.Contains("A batch of 669 examples is too large for Vgg16", exception.Message);
        Assert.Contains("At most 'batch 663' works", exception.Message);
        Assert.Contains("'accumulate 2'", exception.Message);
        Assert.True(663L * vgg.LargestTensor + (1 << 24) <= int.MaxValue);
    }

    [Fact]
    public void Products_of_sizes_beyond_32_bits_throw_where_no_layout_has_said_so()
    {
        using var rig = new Rig(groupSize: 2, batch: 3);
        Assert.Throws<OverflowException>(() => BatchRows.Of(3, int.MaxValue / 2));
        Assert.Throws<OverflowException>(() => rig.Step.Times(int.MaxValue / 2));
    }

    [Fact]
    public void Device_without_room_for_what_kernels_share_says_so()
    {
        using var device = Open();
        device.Limit = 1000;

        Assert.Contains(
            "What kernels hand to each other needs 8.0 MiB on a small device",
            Assert.Throws<DeviceException>(() => new GpuExecutor(device, new TinyProgram())).Message);
    }

    private static GpuDevice Open()
    {
        var context = GpuDevice.CreateContext(builder => builder.CPU(new CPUDevice(2, 1, 1)));
        return new GpuDevice(context, context.GetCPUDevice(0).CreateAccelerator(context), "a small device");
    }
}
