using ILGPU;

namespace NetDsl.Gpu;

/// <summary>f(input · factor + addend + residual), with a factor and an addend for each channel.</summary>
internal readonly struct ScaleChannels<TActivation>(
    GpuBuffer input,
    ArrayView<float> factor,
    GpuBuffer addend,
    GpuBuffer residual,
    GpuBuffer output,
    ChannelRows rows) : IKernel
    where TActivation : struct, IActivation
{
    private readonly ArrayView<float> input = input.View;
    private readonly int inputStride = input.Stride;
    private readonly ArrayView<float> factor = factor;
    private readonly ArrayView<float> addend = addend.Exists ? addend.View : factor;
    private readonly int hasAddend = addend.Exists ? 1 : 0;
    private readonly ArrayView<float> residual = (residual.Exists ? residual : input).View;
    private readonly int residualStride = residual.Stride;
    private readonly int hasResidual = residual.Exists ? 1 : 0;
    private readonly ArrayView<float> output = output.View;
    private readonly int outputStride = output.Stride;
    private readonly ChannelRows rows = rows;

    public void Run()
    {
        for (int example = ChannelRows.FirstExample; example < rows.Examples; example += ChannelRows.ExampleStride)
        {
            for (int plane = Threads.FirstRow; plane < rows.Planes; plane += Threads.RowStride)
            {
                for (int index = Threads.First; index < rows.Length; index += Threads.Stride)
                {
                    int channel = rows.Channel(plane, index);
                    int place = plane * rows.Length + index;
                    float value = input[example * inputStride + place] * factor[channel];
                    if (hasAddend != 0)
                        value += addend[channel];
                    if (hasResidual != 0)
                        value += residual[example * residualStride + place];
                    output[example * outputStride + place] = TActivation.Apply(value);
                }
            }
        }
    }
}
