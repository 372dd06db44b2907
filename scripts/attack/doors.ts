import {argumentsDoor} from './arguments';
import type {Door} from './Door';
import {downloadDoor} from './downloads';
import {checkpointDoor, dataDoor, idxDoor, modelDoor} from './files';
import {lossDoor} from './numbers';
import {commandLineDoor, environmentDoor, jsonDoor, resultsDoor, textDoor} from './texts';

/** All doors, in the order in which they are attacked. */
export const doors: readonly Door[] = [
  ...[argumentsDoor, lossDoor, idxDoor, dataDoor, downloadDoor, modelDoor, checkpointDoor],
  ...[commandLineDoor, environmentDoor, jsonDoor, resultsDoor, textDoor],
];
