using GoogLeNetExample;
using Examples;

return ImageNetProgram.Run(
    args,
    "GoogLeNet, with its auxiliary classifiers.",
    new ImageNetwork<GoogLeNet>(
        "googlenet", 224, GoogLeNet.OutputSize, $"{GoogLeNet.ParameterCount:N0} parameters, {GoogLeNet.MultiplyAdds:N0} multiply-adds an image",
        GoogLeNet.Create, GoogLeNet.Schedules.Published, (model, image, probabilities) => model.Probabilities(image, probabilities)));
