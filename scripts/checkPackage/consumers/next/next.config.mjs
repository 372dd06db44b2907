// float64 reads tfjs's files, which a bundle has taken apart: both packages stay outside of it.
export default {serverExternalPackages: ['losslab', '@tensorflow/tfjs']};
