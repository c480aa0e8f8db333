using Xunit;

namespace NetDsl.Tests;

public sealed class DeviceTests
{
    public static TheoryData<string, DeviceKind, int> Texts => new()
    {
        { "auto", DeviceKind.Auto, 0 },
        { "cpu", DeviceKind.Cpu, 0 },
        { "cuda", DeviceKind.Cuda, 0 },
        { "cuda:1", DeviceKind.Cuda, 1 },
        { "opencl:12", DeviceKind.OpenCl, 12 },
        { "ilgpu-cpu", DeviceKind.IlgpuCpu, 0 },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Text_and_device_become_each_other(string text, DeviceKind kind, int number)
    {
        var device = Device.Parse(text.ToUpperInvariant());

        Assert.Equal((kind, number), (device.Kind, device.Number));
        Assert.Equal(text, device.ToString());
    }

    [Theory]
    [InlineData("gpu")]
    [InlineData("")]
    [InlineData("cuda:")]
    [InlineData("cuda:-1")]
    [InlineData("cuda:1:2")]
    [InlineData("cuda 1")]
    [InlineData("cpu:1")]
    [InlineData("cuda:99999999999")]
    public void Text_that_is_no_device_is_refused_with_those_that_are(string text)
    {
        Assert.False(Device.TryParse(text, out var device));
        Assert.Equal(Device.Auto, device);
        string message = Assert.Throws<FormatException>(() => Device.Parse(text)).Message;
        Assert.Contains($"'{text}' is no device", message);
        Assert.Contains("auto, cpu, cuda, opencl, ilgpu-cpu", message);
        Assert.Contains("'cuda:1'", message);
    }

    [Fact]
    public void Devices_of_a_kind_have_numbers_where_there_can_be_several()
    {
        Assert.Equal("cuda:2", Device.Cuda.At(2).ToString());
        Assert.Equal(Device.Cuda, Device.Cuda.At(0));
        Assert.Equal(Device.Cpu, Device.Cpu.At(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Device.Cpu.At(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Device.Auto.At(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Device.Cuda.At(-1));
    }

    [Fact]
    public void Nothing_said_is_auto() => Assert.Equal(Device.Auto, default);
}
