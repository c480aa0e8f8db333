using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

torch.InitializeDeviceType(DeviceType.CPU);
torch.set_num_threads(Environment.ProcessorCount);
using var file = new BinaryReader(File.OpenRead(args[0]));
var (weight1, bias1) = (Read(6, 1, 5, 5), Read(6));
var (weight3, bias3) = (Read(16, 6, 5, 5), Read(16));
var (weight5, bias5) = (Read(120, 400), Read(120));
var (weight6, bias6) = (Read(84, 120), Read(84));
var (weight7, bias7) = (Read(10, 84), Read(10));
var image = tensor(Prediction.ReadImage(args), [1, 1, 28, 28]);
Prediction.Tell(args, () =>
{
    using var scope = NewDisposeScope();
    using var mode = inference_mode();
    var map1 = functional.conv2d(image, weight1, bias1, padding: [2, 2]).relu_();
    var map2 = functional.max_pool2d(map1, 2, 2);
    var map3 = functional.conv2d(map2, weight3, bias3).relu_();
    var map4 = functional.max_pool2d(map3, 2, 2).flatten(1);
    var hidden5 = functional.linear(map4, weight5, bias5).relu_();
    var hidden6 = functional.linear(hidden5, weight6, bias6).relu_();
    return functional.linear(hidden6, weight7, bias7).softmax(1).data<float>().ToArray();
});

// the parameters stand in the file in this order, float32
Tensor Read(params long[] shape)
{
    var values = new float[shape.Aggregate((product, side) => product * side)];
    foreach (ref var value in values.AsSpan())
    {
        value = file.ReadSingle();
    }

    return tensor(values, shape);
}
