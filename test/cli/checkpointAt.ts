import * as fs from 'node:fs';
import * as path from 'node:path';
import type {TrainingPosition} from '../../src/index';

/** What the checkpoint in a directory says of where it stands. */
export function checkpointAt(directory: string): TrainingPosition {
  const {userDefinedMetadata} = JSON.parse(fs.readFileSync(path.join(directory, 'model.json'), 'utf8')) as {
    userDefinedMetadata: {losslab: {checkpoint: {position: TrainingPosition}}};
  };
  return userDefinedMetadata.losslab.checkpoint.position;
}
