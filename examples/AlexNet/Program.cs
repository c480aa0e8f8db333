using AlexNetExample;
using Examples;

return ImageNetProgram.Run(
    args,
    "AlexNet, as published in 2012 and without groups.",
    new ImageNetwork<AlexNet>(
        "published", 227, AlexNet.OutputSize, $"{AlexNet.ParameterCount:N0} parameters, {AlexNet.MultiplyAdds:N0} multiply-adds an image",
        AlexNet.Create, AlexNet.Schedules.Published, (model, image, probabilities) => model.Probabilities(image, probabilities)),
    new ImageNetwork<AlexNetWhole>(
        "whole", 227, AlexNetWhole.OutputSize, $"{AlexNetWhole.ParameterCount:N0} parameters, {AlexNetWhole.MultiplyAdds:N0} multiply-adds an image",
        AlexNetWhole.Create, null, (model, image, probabilities) => model.Probabilities(image, probabilities)));
