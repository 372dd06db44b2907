import {mnist, type Dataset, type DatasetPart} from './mnist';

/** Bytes of the four files, which all data sets of MNIST's size share. */
function filesOf(gzip: Readonly<Record<DatasetPart, string>>): Dataset['files'] {
  const {trainImages, trainLabels, testImages, testLabels} = mnist.files;
  const file = (part: DatasetPart, {name, bytes}: Dataset['files'][DatasetPart]) => ({
    name,
    bytes,
    gzip: gzip[part],
  });
  return {
    trainImages: file('trainImages', trainImages),
    trainLabels: file('trainLabels', trainLabels),
    testImages: file('testImages', testImages),
    testLabels: file('testLabels', testLabels),
  };
}

/**
 * Data sets that are loaded by name. The digests of those besides MNIST are of the files as their authors publish them, gzipped:
 * https://github.com/zalandoresearch/fashion-mnist and http://codh.rois.ac.jp/kmnist.
 */
export const datasets = {
  mnist,
  'fashion-mnist': {
    name: 'Fashion-MNIST',
    files: filesOf({
      trainImages: '3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84',
      trainLabels: 'a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845',
      testImages: '346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073',
      testLabels: '67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5',
    }),
    classes: 10,
    mirrors: [
      'http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/',
      'https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/',
    ],
    attribution: 'Fashion-MNIST by Zalando SE, MIT License',
  },
  kmnist: {
    name: 'KMNIST',
    files: filesOf({
      trainImages: '51467d22d8cc72929e2a028a0428f2086b092bb31cfb79c69cc0a90ce135fde4',
      trainLabels: 'e38f9ebcd0f3ebcdec7fc8eabdcdaef93bb0df8ea12bee65224341c8183d8e17',
      testImages: 'edd7a857845ad6bb1d0ba43fe7e794d164fe2dce499a1694695a792adfac43c5',
      testLabels: '20bb9a0ef54c7db3efc55a92eef5582c109615df22683c380526788f98e42a1c',
    }),
    classes: 10,
    mirrors: ['http://codh.rois.ac.jp/kmnist/dataset/kmnist/'],
    attribution: 'KMNIST by ROIS-DS Center for Open Data in the Humanities, CC BY-SA 4.0',
  },
} as const satisfies Readonly<Record<string, Dataset>>;

/** A data set that is loaded by name. */
export type DatasetName = keyof typeof datasets;

/** In the order of the table. */
export const datasetNames = Object.keys(datasets) as readonly DatasetName[];
